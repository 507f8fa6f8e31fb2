"""Rules on what a browser is given: the Content Security Policy allows our own files only."""

import ast
import re

from tests.architecture.sources import Rule

TAG = re.compile(
    r"<(?!/|!)[a-z][\w-]*(?:\s(?:\{%.*?%\}|\{\{.*?\}\}|\"[^\"]*\"|'[^']*'|[^>])*)?>", re.S
)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S | re.I)
DATA = re.compile(r"type=[\"']application/(?:ld\+)?json[\"']")
ELSEWHERE = re.compile(
    r"\s(?:src|srcset|href|poster|data|action)=[\"']?\s*((?:https?:)?//[^\s\"'>]+)", re.I
)
LOADING = re.compile(
    r"<(?:script|img|source|iframe|embed|object|video|audio|track|use|image)\b", re.I
)
LOADING_LINK = re.compile(
    r"<link\b[^>]*\brel=[\"']?[^\"'>]*(?:stylesheet|preload|prefetch|preconnect|dns-prefetch"
    r"|icon|manifest)",
    re.I,
)


def no_script_in_the_page(path: str, text: str) -> list[str]:
    return [
        f"{path} has a script in the page: put it in static/js/"
        for said, body in SCRIPT.findall(text)
        if body.strip() and not DATA.search(said)
    ]


def no_style_in_the_page(path: str, text: str) -> list[str]:
    wrong = [f"{path} has <style>: put it in static/css/"] * bool(
        re.search(r"<style\b", text, re.I)
    )
    return wrong + [
        f"{path} has style= in {tag[:60]}: give it a class"
        for tag in TAG.findall(text)
        if re.search(r"\sstyle\s*=", tag, re.I)
    ]


def no_handler_in_the_page(path: str, text: str) -> list[str]:
    return [
        f"{path} has a handler in {tag[:60]}: add it in static/js/"
        for tag in TAG.findall(text)
        if re.search(r"\son[a-z]+\s*=|=[\"']?\s*javascript:", tag, re.I)
    ]


def nothing_from_another_host(path: str, text: str) -> list[str]:
    return [
        f"{path} loads {found[1]}: keep a copy in static/"
        for tag in TAG.findall(text)
        if (LOADING.match(tag) or LOADING_LINK.match(tag)) and (found := ELSEWHERE.search(tag))
    ]


def styles_load_nothing_from_elsewhere(path: str, text: str) -> list[str]:
    return [
        f"{path} loads {found}: keep a copy in static/"
        for found in re.findall(r"@import[^;]*|url\(\s*[\"']?(?:https?:)?//[^)]*\)", text, re.I)
    ]


def in_python(rule: Rule) -> Rule:
    """The same rule over the strings of a Python file, which may be written into a page."""

    def over_strings(path: str, text: str) -> list[str]:
        strings = [
            node.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        return [wrong for string in strings for wrong in rule(path, string)]

    return over_strings
