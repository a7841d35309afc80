// Draws the processes of a page: elements that say [data-diagram]. What draws them is large, and is fetched when the first of them comes into view,
// so that one folded away costs nothing.
type Viser = typeof import("./diagramviser");

// The address is computed so that the two are not bundled into one file.
const viser = (): Promise<Viser> => import(new URL("./diagramviser.js", import.meta.url).href) as Promise<Viser>;

const set = new IntersectionObserver((elementer) => {
  for (const { isIntersecting, target } of elementer) {
    if (isIntersecting) {
      set.unobserve(target);
      void viser().then((modul) => modul.vis(target as HTMLElement));
    }
  }
});

for (const element of document.querySelectorAll("[data-diagram]")) {
  set.observe(element);
}
