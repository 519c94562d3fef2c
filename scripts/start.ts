import { runCheck } from './lib/check.ts';
import { say } from './lib/say.ts';
import { demonstrate } from './lib/demonstrate.ts';
import { tryOut } from './lib/try-out.ts';

/** `npm start`: builds, then opens a browser to try it out; without a display it shows the main job headless. */
const build = await runCheck('build', [['wxt', 'build']]);
if (build.failed) {
  process.exitCode = 1;
} else if (process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) {
  await tryOut();
} else {
  say('There is no display, so the main job runs headless. With one, npm start opens a browser to try it out.');
  process.exitCode = (await demonstrate()) ? 0 : 1;
}
