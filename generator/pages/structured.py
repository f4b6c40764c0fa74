"""What programs read in the head of a page, in the words of schema.org (JSON-LD)."""

from typing import Any
from urllib.parse import urljoin

from generator.pages import views
from generator.pages.addresses import site_path
from generator.pages.context import Context
from generator.pages.data import FOLDER, LICENCE, RIGHTS
from generator.pages.rows import FILES

Data = dict[str, Any]


def structured(context: Context, page: views.Page) -> Data:
    """Return what a page is, what it is part of and what it is about."""
    site = context.settings
    way = [
        {"@type": "ListItem", "position": place, "name": to.text, "item": _url(context, to.target)}
        for place, to in enumerate([*page.trail, views.Link(str(page.title))], 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": _url(context),
        "name": str(page.title),
        "description": page.description,
        "dateModified": page.reviewed.text,
        "inLanguage": "en",
        "license": LICENCE["path"],
        "isPartOf": {"@type": "WebSite", "name": site.site_name, "url": site.site_url},
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": way},
        "mainEntity": {key: value for key, value in page.data.items() if value},
    }


def dataset(context: Context) -> Data:
    """Return what the data is as a whole, and where each table lies."""
    site, folder = context.settings, f"{context.settings.site_url}{FOLDER}"
    return {
        "@type": "Dataset",
        "name": site.site_name,
        "description": site.abstract,
        "version": site.version,
        "datePublished": site.released and site.released.text,
        "license": LICENCE["path"],
        "copyrightNotice": RIGHTS,
        "url": _url(context),
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": type_, "contentUrl": url}
            for name in FILES
            for type_, url in {
                "text/csv": f"{folder}/{name}.csv",
                "application/jsonl": f"{folder}/{name}.jsonl",
            }.items()
        ],
    }


def _url(context: Context, target: str = "") -> str:
    path = site_path(urljoin(context.path, target))
    return f"{context.settings.site_url}{path.removeprefix('/')}"
