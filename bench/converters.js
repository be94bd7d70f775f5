// Text of pages as programs of Node's world print it, for bench/converters.py: a line {"id", "html"} of JSON in,
// a line {"id", name of a program: its text, …} out. Programs that are not installed are left out.

const readline = require("readline");

function optional(name) {
  try {
    return require(name);
  } catch {
    return null;
  }
}

const turndown = optional("turndown");
const gfm = optional("turndown-plugin-gfm");
const htmlToText = optional("html-to-text");
const nodeHtmlMarkdown = optional("node-html-markdown");

function turned(html, options, plugin) {
  const service = new turndown(options);
  if (plugin) service.use(plugin);
  service.remove(["script", "style", "noscript"]);
  return service.turndown(html);
}

const PROGRAMS = {
  turndown: turndown && ((html) => turned(html, {})),
  "turndown, referenced": turndown && gfm && ((html) => turned(html, { headingStyle: "atx", linkStyle: "referenced" }, gfm.gfm)),
  "html-to-text": htmlToText && ((html) => htmlToText.convert(html, { limits: { maxInputLength: 1 << 26 } })),
  "node-html-markdown": nodeHtmlMarkdown && ((html) => nodeHtmlMarkdown.NodeHtmlMarkdown.translate(html)),
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, html } = JSON.parse(line);
  const found = { id };
  for (const [name, program] of Object.entries(PROGRAMS)) {
    if (!program) continue;
    try {
      found[name] = program(html);
    } catch {
      found[name] = "";
    }
  }
  console.log(JSON.stringify(found));
});
