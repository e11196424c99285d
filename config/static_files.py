"""Of the packages' folders only what a page asks for is collected: 1,986 files became about 300."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class NeededStaticFiles(StaticFilesConfig):
    """Patterns of what stays behind; a page that asked for one of these would fail in the tests."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "fonts", "kern.css", "kern-*.css", "*.scss", "*.ts", "*.md", "LICENSE*",  # of KERN
        "*.woff", "*-italic.woff2", "*-[12389]00-*", "*-greek*", "*-vietnamese*",  # of the fonts
        "ext", "htmx.js", "htmx.amd.js", "htmx.cjs.js", "htmx.esm.js",  # of htmx
        "i18n",  # of the admin's select box: its words in sixty languages
    ]  # fmt: skip
