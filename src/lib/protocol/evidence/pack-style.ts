/** The look of what a pack shows by itself: the interface's values, written out, since a file of a pack may load nothing. */
export const PACK_STYLE = `
:root{color-scheme:light dark;--paper:light-dark(#fcfefd,#131b19);--canvas:light-dark(#f0f5f2,#0d1412);--raised:light-dark(#fff,#1a2522);--line:light-dark(#dae2de,#26302d);--line-strong:light-dark(#7d8984,#5f6c68);
--ink:light-dark(oklch(0.235 0.02 178),oklch(0.943 0.008 165));--ink-2:light-dark(oklch(0.43 0.02 174),oklch(0.78 0.012 168));--ink-3:light-dark(oklch(0.493 0.018 172),oklch(0.708 0.014 170));
--accent:light-dark(#0d664d,#67cda5);--accent-tint:light-dark(oklch(0.95 0.024 168),oklch(0.277 0.036 172));--on-accent:light-dark(#fff,#0d1f19);
--note:light-dark(#775417,#e6c985);--note-tint:light-dark(oklch(0.967 0.036 92),oklch(0.272 0.03 86));
--danger:light-dark(#b92823,#f98c7f);--danger-tint:light-dark(oklch(0.958 0.019 25),oklch(0.272 0.05 24));--danger-line:light-dark(oklch(0.85 0.075 26),oklch(0.43 0.1 26));--focus:light-dark(oklch(0.5 0.15 256),oklch(0.8 0.1 250));
--font:'Hanken Grotesk Variable','Hanken Grotesk',system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif;--mono:'JetBrains Mono Variable','JetBrains Mono',ui-monospace,Menlo,Consolas,monospace}
*{box-sizing:border-box}
html{background:var(--canvas)}
body{margin:0 auto;max-width:960px;min-height:100vh;background:var(--paper);color:var(--ink);font:400 .9375rem/1.375rem var(--font);overflow-wrap:anywhere;-webkit-font-smoothing:antialiased}
h1{margin:0;font:650 1.5rem/2rem var(--font);letter-spacing:-.01em}
h2{margin:28px 0 8px;font:600 .75rem/1rem var(--font);color:var(--ink-3)}
a{color:var(--accent)}
.mono{font-family:var(--mono);font-size:.92em}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
`;
