//! The tree of a web page, in which each text knows the line it stands on.
//!
//! Comes in: what html5ever's parser makes of a page. Goes out: a [`Tree`]: nodes in one list, the document first.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, parse_document};

/// The number of a node in its tree.
pub(super) type NodeId = usize;

/// What a node is.
#[derive(Debug)]
pub(super) enum What {
    Element {
        name: String,
        attributes: Vec<(String, String)>,
    },
    /// Words with the number of their line, from 1; those behind the end of a line begin with it.
    Text(Vec<(usize, String)>),
    /// The document, a comment and what else has no words.
    Other,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: Option<NodeId>,
    pub(super) children: Vec<NodeId>,
    pub(super) what: What,
}

impl Node {
    /// The element's name in lower case; empty for what is no element.
    pub(super) fn name(&self) -> &str {
        if let What::Element { name, .. } = &self.what { name } else { "" }
    }

    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        let What::Element { attributes, .. } = &self.what else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    pub(super) fn has_class(&self, wanted: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|class| class == wanted))
    }
}

/// A page.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    /// Parses `page`; whatever stands in it, a tree comes out.
    pub(super) fn parse(page: &str) -> Self {
        let sink = Sink { nodes: RefCell::default(), line: Cell::new(1) };
        sink.add(What::Other);
        let tree = parse_document(sink, ParseOpts::default()).one(page);
        Self { nodes: tree }
    }

    /// The nodes above this one, the nearest first.
    pub(super) fn above(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.nodes[id].parent, |id| self.nodes[*id].parent)
    }
}

/// A node as the parser holds it; its name, where it is an element.
#[derive(Clone, Debug)]
struct Handle(NodeId, Option<Rc<QualName>>);

struct Sink {
    nodes: RefCell<Vec<Node>>,
    line: Cell<usize>,
}

/// Adds words to a text; words of one line are one.
fn join(text: &mut Vec<(usize, String)>, (line, words): (usize, String)) {
    match text.last_mut() {
        Some((last, before)) if *last == line => before.push_str(&words),
        _ => text.push((line, words)),
    }
}

impl Sink {
    fn add(&self, what: What) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { parent: None, children: Vec::new(), what });
        nodes.len() - 1
    }

    /// Puts a node or words under `parent`, at this place among its children.
    fn put(&self, parent: NodeId, place: usize, child: NodeOrText<Handle>) {
        let id = match child {
            NodeOrText::AppendNode(Handle(id, _)) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(words) => {
                // The parser's line is that of the last word.
                let first = self.line.get().saturating_sub(words.matches('\n').count());
                let words = words.split('\n').enumerate().map(|(index, words)| {
                    (first + index, if index == 0 { words.to_owned() } else { format!("\n{words}") })
                });
                let words = words.filter(|(_, words)| !words.is_empty());
                let mut nodes = self.nodes.borrow_mut();
                let before = place.checked_sub(1).map(|place| nodes[parent].children[place]);
                if let Some(What::Text(text)) = before.map(|before| &mut nodes[before].what) {
                    words.for_each(|words| join(text, words));
                    return;
                }
                drop(nodes);
                let mut text = Vec::new();
                words.for_each(|words| join(&mut text, words));
                self.add(What::Text(text))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[id].parent = Some(parent);
        let place = place.min(nodes[parent].children.len());
        nodes[parent].children.insert(place, id);
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take() {
            nodes[parent].children.retain(|child| *child != id);
        }
    }

    fn place_in(&self, parent: NodeId, child: NodeId) -> usize {
        let nodes = self.nodes.borrow();
        nodes[parent].children.iter().position(|id| *id == child).unwrap_or(nodes[parent].children.len())
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Vec<Node>;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(usize::try_from(line).unwrap_or(usize::MAX));
    }

    fn get_document(&self) -> Handle {
        Handle(0, None)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.1.as_ref().expect("the parser asks for names of elements only").expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let attributes = attributes.into_iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
        let id = self.add(What::Element { name: name.local.to_string(), attributes });
        Handle(id, Some(Rc::new(name)))
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle(self.add(What::Other), None)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle(self.add(What::Other), None)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let end = self.nodes.borrow()[parent.0].children.len();
        self.put(parent.0, end, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.0].parent;
        if let Some(parent) = parent {
            self.put(parent, self.place_in(parent, sibling.0), child);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.nodes.borrow()[element.0].parent.is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.0);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[node.0].children);
        for child in &children {
            nodes[*child].parent = Some(parent.0);
        }
        nodes[parent.0].children.extend(children);
    }

    /// The contents of a template stand in it like others; they are no words of the page.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.0 == other.0
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}
}
