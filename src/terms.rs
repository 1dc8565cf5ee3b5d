//! The terms of the standard vocabularies and of the ontology, a module for each prefix.

/// The namespace of the ontology; it never changes, whatever the base IRI of the data.
pub const ONTOLOGY: &str = "https://w3id.org/lauazym/ontology#";

/// The prefixes with which every format is written: name and namespace.
pub const PREFIXES: [(&str, &str); 25] = [
    ("lz", ONTOLOGY),
    ("cccev", "http://data.europa.eu/m8g/"),
    ("csvw", "http://www.w3.org/ns/csvw#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("dqv", "http://www.w3.org/ns/dqv#"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("isced-f", "http://data.europa.eu/snb/isced-f/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sd", "http://www.w3.org/ns/sparql-service-description#"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vann", "http://purl.org/vocab/vann/"),
    ("void", "http://rdfs.org/ns/void#"),
    ("void-ext", "http://ldf.fi/void-ext#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Declares the terms of one namespace as constants.
macro_rules! terms {
    ($(#[$about:meta])* $module:ident = $namespace:literal { $($name:ident = $local:literal,)* }) => {
        $(#[$about])*
        pub mod $module {
            use oxigraph::model::NamedNodeRef;
            /// Every term with the name of its constant.
            pub const ALL: &[(&str, NamedNodeRef<'_>)] = &[$((stringify!($name), $name),)*];
            $(
                #[doc = concat!("`", stringify!($module), ":", $local, "`")]
                pub const $name: NamedNodeRef<'_> = NamedNodeRef::new_unchecked(concat!($namespace, $local));
            )*
        }
    };
}

mod catalogues;
pub use catalogues::{csvw, dcat, dcatap, foaf, schema, sd, sh, spdx, void, void_ext};

terms! {
    /// The lauazym ontology, `ontology/lauazym.ttl`.
    lz = "https://w3id.org/lauazym/ontology#" {
        ORDER = "Order",
        ENTRY = "Entry",
        POSITION = "Position",
        EDUCATION_REQUIREMENT = "EducationRequirement",
        ALTERNATIVE = "Alternative",
        KNOWLEDGE_REQUIREMENT = "KnowledgeRequirement",
        EXPERIENCE_REQUIREMENT = "ExperienceRequirement",
        CITATION = "Citation",
        DUTY_STATEMENT = "DutyStatement",
        DUTY = "Duty",
        FINDING = "Finding",
        PASSAGE = "Passage",
        OPEN_CITATION = "OpenCitation",
        SERVICE_PERIOD = "ServicePeriod",
        CONDITION = "Condition",
        OTHER_ROW = "OtherRow",
        HAS_PASSAGE = "passage",
        HAS_OPEN_CITATION = "openCitation",
        HAS_PERIOD = "period",
        HAS_CONDITION = "condition",
        HAS_OTHER_ROW = "otherRow",
        ROW_LABEL = "rowLabel",
        PRINTED_NUMBER = "printedNumber",
        ANNEX_NUMBER = "annexNumber",
        ANNEX = "annex",
        ROLE_ADDITION = "roleAddition",
        CODE_IN_TRANSLATION = "codeInTranslation",
        OPERATOR = "operator",
        DESIRABLE = "desirable",
        YEARS = "years",
        MONTHS = "months",
        AT_LEAST = "atLeast",
        SERVICE = "service",
        SKILL = "skill",
        NUMBER = "number",
        HEADCOUNT = "headcount",
        START_LINE = "startLine",
        END_LINE = "endLine",
        TITLE_TEXT = "titleText",
        EDUCATION = "education",
        KNOWLEDGE = "knowledge",
        EXPERIENCE = "experience",
        DUTIES = "duties",
        CODE = "code",
        STATED_BY = "statedBy",
        OWN_TRANSLATION = "ownTranslation",
        CATEGORY = "category",
        IN_ENTRY = "entry",
        REQUIRES_KNOWLEDGE_OF = "requiresKnowledgeOf",
        ACCEPTS_SPECIALTY = "acceptsSpecialty",
        ACCEPTS_GROUP = "acceptsGroup",
        TEXT = "text",
        EDUCATION_LEVEL = "educationLevel",
        HAS_ALTERNATIVE = "alternative",
        ORDINAL = "ordinal",
        NUMERATOR = "numerator",
        DENOMINATOR = "denominator",
        GROUP = "group",
        SPECIALTY = "specialty",
        HAS_CITATION = "citation",
        CITED_TEXT = "citedText",
        ACT = "act",
        ARTICLE = "article",
        PARAGRAPH = "paragraph",
        LEGAL_BASIS = "legalBasis",
        HAS_DUTY = "duty",
        REGISTRATION_NUMBER = "registrationNumber",
        REGISTRATION_DATE = "registrationDate",
        SIGNATORY = "signatory",
        AGREEMENT = "agreement",
        ENTRY_INTO_FORCE = "entryIntoForce",
        IN_FORCE_ON = "inForceOn",
        EFFECTIVE_FROM = "effectiveFrom",
        EFFECTIVE_UNTIL = "effectiveUntil",
    }
}
terms! {
    /// European Legislation Identifier ontology.
    eli = "http://data.europa.eu/eli/ontology#" {
        VERSION_DATE = "version_date",
        IS_MEMBER_OF = "is_member_of",
        AMENDED_BY = "amended_by",
        LEGAL_RESOURCE = "LegalResource",
        LEGAL_RESOURCE_SUBDIVISION = "LegalResourceSubdivision",
        LEGAL_EXPRESSION = "LegalExpression",
        FORMAT = "Format",
        EMBODIES = "embodies",
        IS_EMBODIED_BY = "is_embodied_by",
        AGENT = "Agent",
        NUMBER = "number",
        DATE_DOCUMENT = "date_document",
        ID_LOCAL = "id_local",
        TYPE_DOCUMENT = "type_document",
        PASSED_BY = "passed_by",
        BASED_ON = "based_on",
        CITES = "cites",
        REPEALED_BY = "repealed_by",
        DATE_NO_LONGER_IN_FORCE = "date_no_longer_in_force",
        HAS_PART = "has_part",
        IS_PART_OF = "is_part_of",
        IS_REALIZED_BY = "is_realized_by",
        REALIZES = "realizes",
        TITLE = "title",
        LANGUAGE = "language",
    }
}
terms! {
    /// Core Criterion and Core Evidence Vocabulary.
    cccev = "http://data.europa.eu/m8g/" {
        REFERENCE_FRAMEWORK = "ReferenceFramework",
        REQUIREMENT = "Requirement",
        IS_DERIVED_FROM = "isDerivedFrom",
    }
}
terms! {
    /// Organization Ontology.
    org = "http://www.w3.org/ns/org#" {
        FORMAL_ORGANIZATION = "FormalOrganization",
        ORGANIZATIONAL_UNIT = "OrganizationalUnit",
        POST = "Post",
        ROLE_CLASS = "Role",
        ROLE = "role",
        POST_IN = "postIn",
        SUB_ORGANIZATION_OF = "subOrganizationOf",
        HAS_SUB_ORGANIZATION = "hasSubOrganization",
        HAS_POST = "hasPost",
        IDENTIFIER = "identifier",
        CLASSIFICATION = "classification",
    }
}
terms! {
    /// Simple Knowledge Organization System.
    skos = "http://www.w3.org/2004/02/skos/core#" {
        CONCEPT = "Concept",
        PREF_LABEL = "prefLabel",
        ALT_LABEL = "altLabel",
        HIDDEN_LABEL = "hiddenLabel",
        NOTATION = "notation",
        BROADER = "broader",
        IN_SCHEME = "inScheme",
        TOP_CONCEPT_OF = "topConceptOf",
        NOTE = "note",
        EDITORIAL_NOTE = "editorialNote",
        EXAMPLE = "example",
    }
}
terms! {
    /// Dublin Core terms.
    dct = "http://purl.org/dc/terms/" {
        HAS_PART = "hasPart",
        IS_PART_OF = "isPartOf",
        REFERENCES = "references",
        IS_REFERENCED_BY = "isReferencedBy",
        IS_VERSION_OF = "isVersionOf",
        TYPE = "type",
        TITLE = "title",
        IDENTIFIER = "identifier",
        SUBJECT = "subject",
        LICENSE = "license",
        PUBLISHER = "publisher",
        MODIFIED = "modified",
        FORMAT = "format",
        DESCRIPTION = "description",
        CONFORMS_TO = "conformsTo",
        STANDARD = "Standard",
        TEMPORAL = "temporal",
        PERIOD_OF_TIME = "PeriodOfTime",
    }
}
terms! {
    /// Provenance ontology.
    prov = "http://www.w3.org/ns/prov#" {
        ENTITY = "Entity",
        ACTIVITY = "Activity",
        SOFTWARE_AGENT = "SoftwareAgent",
        WAS_DERIVED_FROM = "wasDerivedFrom",
        WAS_GENERATED_BY = "wasGeneratedBy",
        WAS_ASSOCIATED_WITH = "wasAssociatedWith",
        USED = "used",
        GENERATED_AT_TIME = "generatedAtTime",
        ENDED_AT_TIME = "endedAtTime",
    }
}
terms! {
    /// Web Annotation vocabulary.
    oa = "http://www.w3.org/ns/oa#" {
        MOTIVATED_BY = "motivatedBy",
        HAS_TARGET = "hasTarget",
        BODY_VALUE = "bodyValue",
    }
}
terms! {
    /// Data Quality Vocabulary.
    dqv = "http://www.w3.org/ns/dqv#" {
        QUALITY_ANNOTATION = "QualityAnnotation",
        QUALITY_ASSESSMENT = "qualityAssessment",
        HAS_QUALITY_ANNOTATION = "hasQualityAnnotation",
        METRIC = "Metric",
        QUALITY_MEASUREMENT = "QualityMeasurement",
        HAS_QUALITY_MEASUREMENT = "hasQualityMeasurement",
        IS_MEASUREMENT_OF = "isMeasurementOf",
        COMPUTED_ON = "computedOn",
        VALUE = "value",
    }
}
