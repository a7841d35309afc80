/** The design system's own script, loaded before this. */
declare const DKFDS: { init(): void };

DKFDS.init();

// A refused form begins with what is wrong, also for those who do not see it.
document.querySelector<HTMLElement>("[data-fokus]")?.focus();
