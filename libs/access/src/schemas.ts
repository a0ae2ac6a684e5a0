import { z } from 'zod';
import { KEY_SCOPES, PERMISSIONS, ROLES } from './permission';

/** Parts that the inputs and answers of several use cases share. */
export const citySchema = z
  .string()
  .regex(/^\d{6}$/, 'a GB/T 2260 code of six digits')
  .meta({ description: 'GB/T 2260 code of a city', examples: ['320500'] });
export const roleSchema = z.enum(ROLES).meta({ id: 'Role' });
export const permissionSchema = z.enum(PERMISSIONS).meta({ id: 'Permission' });
export const keyScopeSchema = z.enum(KEY_SCOPES as [string, ...string[]]).meta({ id: 'KeyScope' });
export const languageSchema = z.enum(['zh', 'en']);
export const instantSchema = z.iso.datetime().meta({ description: 'RFC 3339, UTC' });
/** One line for people to read: without control characters and halves of surrogate pairs, which Postgres refuses. */
export const lineSchema = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'one line of text')
  .trim()
  .min(1)
  .max(100);
/** The rules for a new password are in `passwordProblems`; this only keeps out what cannot be one. */
export const passwordSchema = z.string().min(1).max(1_000).meta({ format: 'password' });
/** A one-time secret out of a link. */
export const linkTokenSchema = z.string().min(20).max(100);
export const nextSchema = z
  .string()
  .nullable()
  .meta({ description: 'cursor of the next page; null at the end' });
export const limitSchema = z.number().int().min(1).max(200).default(50);
export const cursorSchema = z.string().max(500);
export const revisionSchema = z.number().int().positive();
