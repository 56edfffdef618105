"""The catalogue as DCAT-AP 3 in JSON-LD, with every text in three languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kharita.catalog.access import services_of
from kharita.catalog.downloads import Download
from kharita.catalog.entries import Entry, official_crs
from kharita.catalog.languages import Texts, in_languages
from kharita.catalog.publisher import Licence, Publisher, licence_of
from kharita.core.errors import Text

_EU = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "locn": "http://www.w3.org/ns/locn#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "spdx": "http://spdx.org/rdf/terms#",
    "adms": "http://www.w3.org/ns/adms#",
    "dcatap": "http://data.europa.eu/r5r/",
}
_LANGUAGES = {"ar": "ARA", "fr": "FRA", "en": "ENG"}
Node = dict[str, Any]


@dataclass(frozen=True)
class Catalogue:
    """What is said of the catalogue as a whole. `root` is the deployment's address, ending in a slash, under
    which the things have their names; `page` is where people read it."""

    root: str
    page: str
    title: Text
    description: Text
    publisher: Publisher

    @property
    def id(self) -> str:
        return f"{self.root}catalogue.jsonld#catalogue"

    def dataset_id(self, entry: Entry) -> str:
        return f"{self.root}data/{entry.layer.id}#dataset"


def document(
    catalogue: Catalogue, entries: Iterable[Entry], downloads: Mapping[str, list[Download]], *, served: bool
) -> Node:
    """The JSON-LD document; `downloads` by layer, services only where a server answers (`served`)."""
    entries = list(entries)
    graph = [_catalogue(catalogue, entries), _publisher(catalogue)]
    licences = {licence.id: licence for licence in [licence_of(), *(entry.licence for entry in entries)]}
    graph += [_licence(licence) for licence in licences.values()]
    for entry in entries:
        files = [_distribution(catalogue, entry, file) for file in downloads.get(entry.layer.id, [])]
        services = _services(catalogue, entry) if served else []
        graph += [_dataset(catalogue, entry, files, services), *files, *services]
    return {"@context": CONTEXT, "@graph": graph}


def _texts(texts: Texts) -> list[Node]:
    return [{"@language": code, "@value": text} for code, text in texts.items() if text]


def _ref(iri: str) -> Node:
    return {"@id": iri}


def _refs(nodes: Iterable[Node]) -> list[Node]:
    return [_ref(node["@id"]) for node in nodes]


def _languages() -> list[Node]:
    return [_ref(f"{_EU}/language/{code}") for code in _LANGUAGES.values()]


def _moment(moment: datetime) -> Node:
    return {"@type": "xsd:dateTime", "@value": moment.isoformat(timespec="seconds")}


def _catalogue(catalogue: Catalogue, entries: list[Entry]) -> Node:
    node: Node = {
        "@id": catalogue.id,
        "@type": "dcat:Catalog",
        "dcterms:title": _texts(in_languages(catalogue.title)),
        "dcterms:description": _texts(in_languages(catalogue.description)),
        "dcterms:publisher": _ref(_publisher_id(catalogue)),
        "dcterms:language": _languages(),
        "dcterms:license": _ref(licence_of().url),
        "foaf:homepage": _ref(catalogue.page),
        "dcat:themeTaxonomy": _ref(f"{_EU}/data-theme"),
        "dcat:dataset": [_ref(catalogue.dataset_id(entry)) for entry in entries],
    }
    moments = [entry.changed_at for entry in entries if entry.changed_at is not None]
    if moments:
        node["dcterms:modified"] = _moment(max(moments))
    return node


def _publisher_id(catalogue: Catalogue) -> str:
    return f"{catalogue.root}catalogue.jsonld#publisher"


def _publisher(catalogue: Catalogue) -> Node:
    found = catalogue.publisher
    node: Node = {
        "@id": _publisher_id(catalogue),
        "@type": "foaf:Agent",
        "foaf:name": _texts(found.name),
        "foaf:homepage": _ref(found.url),
    }
    if found.email:
        node["foaf:mbox"] = _ref(f"mailto:{found.email}")
    return node


def _contact(publisher: Publisher) -> Node:
    node: Node = {"@type": "vcard:Organization", "vcard:fn": _texts(publisher.name)}
    if publisher.email:
        node["vcard:hasEmail"] = _ref(f"mailto:{publisher.email}")
    else:
        node["vcard:hasURL"] = _ref(publisher.url)
    return node


def _licence(licence: Licence) -> Node:
    return {
        "@id": licence.url,
        "@type": "dcterms:LicenseDocument",
        "dcterms:title": _texts(licence.title),
        **({"dcterms:description": _texts(licence.terms)} if licence.terms else {}),
    }


def _dataset(catalogue: Catalogue, entry: Entry, files: list[Node], services: list[Node]) -> Node:
    layer, (crs, _crs_name) = entry.layer, official_crs()
    keywords = [text for word in entry.keywords for text in _texts(word)]
    node: Node = {
        "@id": catalogue.dataset_id(entry),
        "@type": "dcat:Dataset",
        "dcterms:identifier": layer.id,
        "dcterms:title": _texts(entry.title),
        "dcterms:description": _texts(entry.description),
        "dcat:keyword": keywords,
        "dcat:theme": _ref(f"{_EU}/data-theme/{layer.theme}"),
        "dcterms:publisher": _ref(_publisher_id(catalogue)),
        "dcat:contactPoint": _contact(catalogue.publisher),
        "dcterms:accrualPeriodicity": _ref(f"{_EU}/frequency/{layer.rhythm}"),
        "dcterms:accessRights": _ref(f"{_EU}/access-right/PUBLIC"),
        "dcterms:language": _languages(),
        "dcterms:conformsTo": _ref(f"http://www.opengis.net/def/crs/EPSG/0/{crs.partition(':')[2]}"),
        "dcat:landingPage": _ref(f"{catalogue.root}data/{layer.id}"),
        "dcat:version": str(entry.revision),
        "dcat:distribution": _refs([*files, *[service for service in services if _is_distribution(service)]]),
    }
    if entry.changed_at is not None:
        node["dcterms:modified"] = _moment(entry.changed_at)
    if entry.bounds is not None:
        node["dcterms:spatial"] = _box(entry.bounds)
    return node


def _box(bounds: tuple[float, float, float, float]) -> Node:
    west, south, east, north = bounds
    corners = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    return {
        "@type": "dcterms:Location",
        "dcat:bbox": {"@type": "geosparql:wktLiteral", "@value": f"POLYGON(({corners}))"},
    }


def _distribution(catalogue: Catalogue, entry: Entry, file: Download) -> Node:
    node: Node = {
        "@id": f"{catalogue.dataset_id(entry)}-{file.format}",
        "@type": "dcat:Distribution",
        "dcterms:title": file.title,
        "dcat:accessURL": _ref(file.href),
        "dcat:downloadURL": _ref(file.href),
        "dcat:mediaType": _ref(f"http://www.iana.org/assignments/media-types/{file.media_type}"),
        "dcterms:license": _ref(entry.licence.url),
    }
    if file.eu_type:
        node["dcterms:format"] = _ref(f"{_EU}/file-type/{file.eu_type}")
    if file.size is not None:
        node["dcat:byteSize"] = {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)}
    if file.sha256:
        node["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _ref("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        }
    return node


def _is_distribution(node: Node) -> bool:
    return bool(node["@type"] == "dcat:Distribution")


def _services(catalogue: Catalogue, entry: Entry) -> list[Node]:
    nodes: list[Node] = []
    for service in services_of(entry, catalogue.root):
        iri = f"{catalogue.dataset_id(entry)}-{service.kind}"
        title = _texts(in_languages(service.title))
        nodes.append(
            {
                "@id": f"{iri}-service",
                "@type": "dcat:DataService",
                "dcterms:title": title,
                "dcat:endpointURL": _ref(service.href),
                "dcat:endpointDescription": _ref(f"{catalogue.root}ogc/api"),
                "dcat:servesDataset": _ref(catalogue.dataset_id(entry)),
                "dcterms:conformsTo": _ref(service.conforms_to),
                "dcterms:license": _ref(entry.licence.url),
            }
        )
        nodes.append(
            {
                "@id": iri,
                "@type": "dcat:Distribution",
                "dcterms:title": title,
                "dcat:accessURL": _ref(service.href),
                "dcat:accessService": _ref(f"{iri}-service"),
                "dcat:mediaType": _ref(f"http://www.iana.org/assignments/media-types/{service.media_type}"),
                "dcterms:license": _ref(entry.licence.url),
            }
        )
    return nodes
