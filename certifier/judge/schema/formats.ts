/**
 * The formats that the message schemas name, each one regular expression that runs in linear time and never rejects what
 * its standard allows. They are compiled into `messages.generated.js`.
 */

/** The inside of a path, and the same with what a query and a fragment add, percent-encoded octets apart. */
const IN_PATH = "[\\w.~!$&'()*+,;=:@/-]*";
const IN_QUERY = "[\\w.~!$&'()*+,;=:@/?-]*";
const IN_HOST = "[\\w.~!$&'()*+,;=-]*";
const IN_USER = "[\\w.~!$&'()*+,;=:-]*";
/** Unrolled, so that no text can be read in two ways. */
const encoded = (plain: string): string => `${plain}(?:%[0-9A-Fa-f]{2}${plain})*`;

/** RFC 3986, section 3. What stands between the brackets of an IP literal is not looked at closely. */
const AUTHORITY = `(?:${encoded(IN_USER)}@)?(?:\\[[\\w.~!$&'()*+,;=:-]+\\]|${encoded(IN_HOST)})(?::[0-9]*)?`;
const URI = `^[A-Za-z][A-Za-z0-9+.-]*:(?://${AUTHORITY}(?:/${encoded(IN_PATH)})?|(?!//)${encoded(IN_PATH)})(?:\\?${encoded(IN_QUERY)})?(?:#${encoded(IN_QUERY)})?$`;

/** RFC 6570, section 2, with the apostrophe that its erratum 6937 lets in. */
const LITERALS = '[^\\u0000-\\u0020\\u007f"<>%\\\\^`{|}]*';
const NAME = '(?:\\w|%[0-9A-Fa-f]{2})+(?:\\.(?:\\w|%[0-9A-Fa-f]{2})+)*';
const VARIABLE = `${NAME}(?::[1-9][0-9]{0,3}|\\*)?`;
const URI_TEMPLATE = `^${LITERALS}(?:(?:%[0-9A-Fa-f]{2}|\\{[+#./;?&=,!@|]?${VARIABLE}(?:,${VARIABLE})*\\})${LITERALS})*$`;

/** RFC 4648, section 4: the standard alphabet, padded, without line breaks. */
const BASE64 = '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';

export const FORMATS: Readonly<Record<string, RegExp>> = {
  uri: new RegExp(URI),
  'uri-template': new RegExp(URI_TEMPLATE),
  byte: new RegExp(BASE64),
};
