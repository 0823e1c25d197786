import { createRootRoute, createRoute } from '@tanstack/react-router';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

export const root = createRootRoute({ notFoundComponent: NotFound });

/** Every page of a bot hangs on this. */
export const bot = createRoute({ getParentRoute: () => root, path: '/$botId', component: Shell });
