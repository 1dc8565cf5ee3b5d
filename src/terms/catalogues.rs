//! The vocabularies by which the dataset, its files, its endpoint and its questions are described.

terms! {
    /// Data Catalog Vocabulary.
    dcat = "http://www.w3.org/ns/dcat#" {
        DATA_SERVICE = "DataService",
        DISTRIBUTION_CLASS = "Distribution",
        DISTRIBUTION = "distribution",
        ACCESS_URL = "accessURL",
        DOWNLOAD_URL = "downloadURL",
        MEDIA_TYPE = "mediaType",
        BYTE_SIZE = "byteSize",
        ENDPOINT_URL = "endpointURL",
        ENDPOINT_DESCRIPTION = "endpointDescription",
        THEME = "theme",
        KEYWORD = "keyword",
        SERVES_DATASET = "servesDataset",
        ACCESS_SERVICE = "accessService",
        VERSION = "version",
        PREVIOUS_VERSION = "previousVersion",
        START_DATE = "startDate",
        END_DATE = "endDate",
    }
}
terms! {
    /// DCAT Application Profile for data portals in Europe.
    dcatap = "http://data.europa.eu/r5r/" {
        AVAILABILITY = "availability",
    }
}
terms! {
    /// CSV on the Web.
    csvw = "http://www.w3.org/ns/csvw#" {
        TABLE = "Table",
        URL = "url",
    }
}
terms! {
    /// Vocabulary of Interlinked Datasets.
    void = "http://rdfs.org/ns/void#" {
        DATASET = "Dataset",
        LINKSET = "Linkset",
        SUBSET = "subset",
        TRIPLES = "triples",
        ENTITIES = "entities",
        CLASSES = "classes",
        PROPERTIES = "properties",
        DISTINCT_SUBJECTS = "distinctSubjects",
        URI_SPACE = "uriSpace",
        SPARQL_ENDPOINT = "sparqlEndpoint",
        VOCABULARY = "vocabulary",
        EXAMPLE_RESOURCE = "exampleResource",
        ROOT_RESOURCE = "rootResource",
        DATA_DUMP = "dataDump",
        CLASS_PARTITION = "classPartition",
        CLASS = "class",
        PROPERTY_PARTITION = "propertyPartition",
        PROPERTY = "property",
        SUBJECTS_TARGET = "subjectsTarget",
        OBJECTS_TARGET = "objectsTarget",
        LINK_PREDICATE = "linkPredicate",
    }
}
terms! {
    /// Extension of VoID that parts properties by the datatype of their values.
    void_ext = "http://ldf.fi/void-ext#" {
        DATATYPE_PARTITION = "datatypePartition",
        DATATYPE = "datatype",
    }
}
terms! {
    /// SPARQL 1.1 Service Description.
    sd = "http://www.w3.org/ns/sparql-service-description#" {
        SERVICE = "Service",
        ENDPOINT = "endpoint",
        RESULT_FORMAT = "resultFormat",
        BASIC_FEDERATED_QUERY = "BasicFederatedQuery",
        DATASET = "Dataset",
        DEFAULT_GRAPH = "defaultGraph",
        DEFAULT_DATASET = "defaultDataset",
        FEATURE = "feature",
        UNION_DEFAULT_GRAPH = "UnionDefaultGraph",
        SUPPORTED_LANGUAGE = "supportedLanguage",
        SPARQL_11_QUERY = "SPARQL11Query",
        GRAPH = "Graph",
        NAMED_GRAPH_CLASS = "NamedGraph",
        NAMED_GRAPH = "namedGraph",
        NAME = "name",
    }
}
terms! {
    /// Shapes Constraint Language.
    sh = "http://www.w3.org/ns/shacl#" {
        MESSAGE = "message",
        SPARQL_EXECUTABLE = "SPARQLExecutable",
        SPARQL_SELECT_EXECUTABLE = "SPARQLSelectExecutable",
        SPARQL_ASK_EXECUTABLE = "SPARQLAskExecutable",
        SPARQL_CONSTRUCT_EXECUTABLE = "SPARQLConstructExecutable",
        SELECT = "select",
        ASK = "ask",
        CONSTRUCT = "construct",
        PREFIXES = "prefixes",
        DECLARE = "declare",
        PREFIX_DECLARATION = "PrefixDeclaration",
        PREFIX = "prefix",
        NAMESPACE = "namespace",
    }
}
terms! {
    /// Software Package Data Exchange, for checksums.
    spdx = "http://spdx.org/rdf/terms#" {
        CHECKSUM_CLASS = "Checksum",
        CHECKSUM = "checksum",
        ALGORITHM = "algorithm",
        SHA256 = "checksumAlgorithm_sha256",
        CHECKSUM_VALUE = "checksumValue",
    }
}
terms! {
    /// Friend of a Friend, for publishers.
    foaf = "http://xmlns.com/foaf/0.1/" {
        AGENT = "Agent",
        NAME = "name",
    }
}
terms! {
    /// schema.org, for the endpoint that a saved question is meant for.
    schema = "https://schema.org/" {
        TARGET = "target",
    }
}
