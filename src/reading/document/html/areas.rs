//! Which parts of a page are its text, and which are furniture.

use std::collections::BTreeSet;

use super::is_one_of;
use super::tree::{Node, NodeId, Tree};

/// Names of classes and ids that pages give to what is for finding one's way.
const FURNITURE: &str = "breadcrumb breadcrumbs footer menu nav navbar navigation pagination sidebar toolbar";
/// The same as roles.
const ROLES: &str = "banner contentinfo dialog menu menubar navigation search toolbar";

/// The parts of a page that count, and those that do not.
#[derive(Debug, Default)]
pub(super) struct Areas {
    /// Where this is not empty, only these elements are text.
    pub(super) text: BTreeSet<NodeId>,
    pub(super) furniture: BTreeSet<NodeId>,
}

impl Areas {
    pub(super) fn of(tree: &Tree) -> Self {
        let nodes = tree.nodes.iter().enumerate();
        let furniture = nodes.filter(|(id, node)| is_furniture(tree, *id, node)).map(|(id, _)| id).collect();
        Self { text: database(tree), furniture }
    }
}

/// The parts that are the text on a page of the legal database; none on other pages.
fn database(tree: &Tree) -> BTreeSet<NodeId> {
    let holds_text = |node: &Node| node.name() == "div" && node.has_class("container_gamma") && node.has_class("text");
    let all = || tree.nodes.iter().enumerate();
    let mut text: BTreeSet<NodeId> = all()
        .filter(|(id, node)| node.name() == "article" && tree.above(*id).any(|above| holds_text(&tree.nodes[above])))
        .map(|(id, _)| id)
        .collect();
    if text.is_empty() {
        text = all().filter(|(_, node)| holds_text(node)).map(|(id, _)| id).collect();
    }
    if text.is_empty() {
        return text;
    }
    let beside =
        all().filter(|(_, node)| node.has_class("slogan") || (node.name() == "span" && node.has_class("status")));
    text.extend(beside.map(|(id, _)| id).collect::<Vec<_>>());
    let inner: Vec<NodeId> =
        text.iter().copied().filter(|id| tree.above(*id).any(|above| text.contains(&above))).collect();
    text.retain(|id| !inner.contains(id));
    text
}

fn is_furniture(tree: &Tree, id: NodeId, node: &Node) -> bool {
    let style = node.attribute("style").unwrap_or_default().replace(' ', "");
    match node.name() {
        "" | "html" | "body" => false,
        "nav" | "footer" | "aside" | "dialog" | "button" | "select" => true,
        "header" => below(tree, id, "nav"),
        _ if node.attribute("hidden").is_some() || style.contains("display:none") => true,
        _ if node.attribute("role").is_some_and(|role| is_one_of(role, ROLES)) => true,
        _ => {
            let names = ["class", "id"].into_iter().filter_map(|name| node.attribute(name));
            let named = names.flat_map(str::split_whitespace).any(|name| is_one_of(name, FURNITURE));
            named && !below(tree, id, "table article h1")
        }
    }
}

/// Whether an element of one of these names stands below the node.
fn below(tree: &Tree, id: NodeId, names: &str) -> bool {
    let mut left = vec![id];
    while let Some(id) = left.pop() {
        if is_one_of(tree.nodes[id].name(), names) {
            return true;
        }
        left.extend(&tree.nodes[id].children);
    }
    false
}
