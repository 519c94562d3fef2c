/** How the card in the page looks. It stands alone: nothing of the page reaches into it. */
export const OVERLAY_STYLE = `
:host {
  all: initial;
  position: fixed;
  z-index: 2147483647;
  inset-block-start: 12px;
  inset-inline-end: 12px;
  max-width: min(320px, calc(100vw - 24px));
  color-scheme: light dark;
}
section {
  box-sizing: border-box;
  width: 320px;
  max-width: 100%;
  padding: 14px 16px;
  font: 14px/1.45 system-ui, sans-serif;
  overflow-wrap: anywhere;
  color: light-dark(#1b2420, #e8eeea);
  background: light-dark(#ffffff, #1a2320);
  border: 1px solid light-dark(#dde5e1, #2c3833);
  border-radius: 14px;
  box-shadow: 0 8px 28px rgb(0 0 0 / 22%);
}
p { margin: 0 0 4px; }
p:empty { display: none; }
.state { font-weight: 650; }
.state[data-tone='bad'] { color: light-dark(#a3271f, #ff9a90); }
.state[data-tone='good'] { color: light-dark(#0f6b4f, #59c9a0); }
.chat {
  overflow: hidden;
  white-space: nowrap;
  text-overflow: ellipsis;
}
.soft { color: light-dark(#56635d, #a3b3ab); }
.count { font-variant-numeric: tabular-nums; }
button {
  margin-block-start: 8px;
  padding: 6px 14px;
  font: inherit;
  font-weight: 600;
  color: light-dark(#0f6b4f, #59c9a0);
  background: none;
  border: 1px solid light-dark(#7d8b84, #74857d);
  border-radius: 999px;
  cursor: pointer;
}
button:hover { background: light-dark(#e4f1eb, #17352a); }
button:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
button[hidden] { display: none; }
@media (forced-colors: active) { section { border: 1px solid CanvasText; } }
@media print { :host { display: none; } }
`;
