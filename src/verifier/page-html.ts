import { PACK_STYLE } from '#lib/protocol/evidence/pack-style.ts';

const STYLE = `${PACK_STYLE}
body{padding:32px 24px 64px;max-width:760px}
header p{margin:8px 0 20px;color:var(--ink-2)}
#drop{border:1px dashed var(--line-strong);border-radius:12px;padding:24px;display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;background:var(--raised)}
#drop[data-over]{border-style:solid;border-color:var(--accent);background:var(--accent-tint)}
#drop p{margin:0;flex:1 1 220px}
button{min-height:32px;padding:5px 12px;border:1px solid var(--line-strong);border-radius:8px;background:var(--raised);color:var(--ink);font:600 .84375rem/1.25rem var(--font);cursor:pointer}
#choose-file{border-color:transparent;background:var(--accent);color:var(--on-accent)}
label{display:block;margin:16px 0 4px;font:600 .8125rem/1.125rem var(--font)}
input[type=text]{width:100%;min-height:36px;padding:6px 10px;border:1px solid var(--line-strong);border-radius:10px;background:var(--raised);color:var(--ink);font:400 .8125rem/1.25rem var(--mono)}
[hidden]{display:none}
#progress{min-height:1.375rem;margin:16px 0 0;color:var(--ink-3);font-size:.8125rem;font-variant-numeric:tabular-nums}
#verdict:focus{outline:none}
.banner{margin:8px 0 0;padding:10px 14px;border-radius:10px;font-weight:650}
.good{background:var(--accent-tint);color:var(--accent)}
.bad{background:var(--danger-tint);color:var(--danger)}
ul{margin:0;padding:0;list-style:none}
li{padding:6px 0;border-top:1px solid var(--line)}
.finding li{color:var(--danger);font-weight:600}
.not-proved li{color:var(--note)}
.mono li{font-family:var(--mono);font-size:.8125rem}
`;

/** @param hash SHA-256 of the script, base64: nothing else runs */
export function pageHtml(script: string, hash: string): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Verify an evidence pack</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Verify an evidence pack</h1>
<p>This page works without a network, and sends nothing anywhere. It judges every row of the pack again: what was stored, in which order, by whom, and whether they were entitled to it.</p>
</header>
<main>
<div id="drop">
<p>Drop the pack here: the ZIP file as it was exported.</p>
<button type="button" id="choose-file">Choose the file</button>
<button type="button" id="choose-folder">Choose an unpacked folder</button>
<input type="file" id="file" accept=".zip" hidden>
<input type="file" id="folder" webkitdirectory hidden>
</div>
<label for="key">Fingerprint of the organisation's key, if you know it</label>
<input type="text" id="key" autocomplete="off" spellcheck="false">
<p id="progress" role="status"></p>
<section id="verdict" tabindex="-1" aria-label="Verdict"></section>
</main>
<script type="module">${script}</script>
</body>
</html>
`;
}
