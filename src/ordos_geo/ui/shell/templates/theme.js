// Light or dark. Streamlit reads the choice when a page is loaded, under a name of its own for each
// address; it is written for all pages and the page is loaded again.

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const here = window.location.pathname.replace(data.page ? /\/+$/ : /$^/, "");
  const base = here.slice(0, here.length - data.page.length);
  const stored = (page) => `stActiveTheme-${base}${page}-v2`;
  const choose = (theme) => {
    for (const page of data.pages) localStorage.setItem(stored(page), JSON.stringify(theme));
    window.location.reload();
  };

  button.textContent = data.label;
  button.onclick = () => choose(data.is_dark ? "Light" : "Dark");
  // Nobody has chosen yet: light, whatever the system prefers, for the map often goes to a projector.
  const isChosen = ['"Light"', '"Dark"'].includes(localStorage.getItem(stored(data.page)));
  if (data.is_dark && !isChosen) choose("Light");
}
