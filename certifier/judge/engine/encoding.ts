/** Whether a text is written the way in which a standard writes such things. Each expression runs in linear time. */
import { FORMATS } from '../schema/formats.ts';

/** RFC 4648, section 4: the standard alphabet, padded. */
export const isBase64 = (text: string): boolean => FORMATS['byte']?.test(text) === true;

/** RFC 3986: an absolute URI. */
export const isUri = (text: string): boolean => FORMATS['uri']?.test(text) === true;

/** RFC 3986, section 3.1. */
export const isScheme = (text: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]*$/.test(text);

const NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const MEDIA_TYPE = new RegExp(`^${NAME}/${NAME}[ \\t]*(?:;[^\\r\\n]*)?$`);
/** RFC 9110, section 8.3.1. What stands in the parameters is not looked at closely. */
export const isMediaType = (text: string): boolean => MEDIA_TYPE.test(text);

const DATE = '(?:\\d{4}|[+-]\\d{4,9})(?:-?\\d{2}(?:-?\\d{2})?|-?W\\d{2}(?:-?\\d)?|-?\\d{3})?';
const TIME = '\\d{2}(?:[.,]\\d+|:?\\d{2}(?:[.,]\\d+|:?\\d{2}(?:[.,]\\d+)?)?)?(?:Z|[+-]\\d{2}(?::?\\d{2})?)?';
const TIMESTAMP = new RegExp(`^${DATE}(?:T${TIME})?$`, 'i');
/** ISO 8601: a date, with a time or without, in any of its notations. Whether there is such a day is not looked at. */
export const isTimestamp = (text: string): boolean => TIMESTAMP.test(text);
