/** The tests look at the site through the server that `npm start` serves it with. */
export { type Served, serve } from '../server/serve.ts';
