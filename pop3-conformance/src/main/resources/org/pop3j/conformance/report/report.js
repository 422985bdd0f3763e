(() => {
  const rows = [...document.querySelectorAll('.row')];
  const buttons = [...document.querySelectorAll('nav button')];
  const search = document.querySelector('nav input');
  const show = () => {
    const on = new Set(buttons.filter(b => b.getAttribute('aria-pressed') === 'true').map(b => b.dataset.verdict));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !on.has(row.dataset.verdict) || !words.every(word => text.includes(word));
    }
    for (const section of document.querySelectorAll('section')) {
      section.hidden = !section.querySelector('.row:not([hidden])');
    }
    document.querySelector('.none').hidden = rows.some(row => !row.hidden);
  };
  for (const button of buttons) {
    button.addEventListener('click', event => {
      if (event.detail === 2) return;
      button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true');
      show();
    });
    button.addEventListener('dblclick', () => {
      for (const other of buttons) other.setAttribute('aria-pressed', other === button);
      show();
    });
    button.title = 'click: show or hide; double click: only these';
  }
  search.addEventListener('input', show);
  const open = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row) { row.hidden = false; row.open = true; row.scrollIntoView(); }
  };
  addEventListener('hashchange', open);
  open();
})();
