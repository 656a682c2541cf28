/** Rules for names, label keys and values, ports and paths: each answers with the texts of what is wrong. */

type Check = (value: string) => readonly string[];

const none: readonly string[] = [];

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const qualifiedPart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const configKey = /^[-._a-zA-Z0-9]+$/;
const headerName = /^[-A-Za-z0-9]+$/;

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const QUALIFIED_FORM =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const QUALIFIED = `name part ${QUALIFIED_FORM}`;
const LABEL_KEY = `a valid label key ${QUALIFIED_FORM} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const CONFIG_KEY =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const HEADER =
  "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";

export const IP_ADDRESS = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';

const characters = (limit: number): string => `must be no more than ${limit} characters`;
const bytes = (limit: number): string => `must be no more than ${limit} bytes`;

/** @source kube-apiserver v1.37 apimachinery/pkg/util/validation: IsDNS1123Label */
export const checkLabelName: Check = (value) => {
  if (value.length <= 63 && label.test(value)) return none;
  const texts: string[] = value.length > 63 ? [characters(63)] : [];
  if (!label.test(value)) texts.push(subdomain.test(value) ? 'must not contain dots' : LABEL);
  return texts;
};

/** @source kube-apiserver v1.37 apimachinery/pkg/util/validation: IsDNS1123Subdomain */
export const checkSubdomain: Check = (value) => {
  if (value.length <= 253 && subdomain.test(value)) return none;
  return [...(value.length > 253 ? [characters(253)] : []), ...(subdomain.test(value) ? [] : [SUBDOMAIN])];
};

/**
 * Keys of labels and annotations, condition types, resource names.
 * @source kube-apiserver v1.37 apimachinery/pkg/util/validation: IsQualifiedName
 */
export const checkQualifiedName: Check = (value) => {
  const slash = value.indexOf('/');
  if (slash < 0) return checkNamePart(value);
  if (value.includes('/', slash + 1)) return [LABEL_KEY];
  return [...checkPrefix(value.slice(0, slash)), ...checkNamePart(value.slice(slash + 1))];
};

function checkPrefix(prefix: string): readonly string[] {
  if (prefix === '') return ['prefix part must be non-empty'];
  return checkSubdomain(prefix).map((text) => `prefix part ${text}`);
}

function checkNamePart(name: string): readonly string[] {
  if (name.length <= 63 && qualifiedPart.test(name)) return none;
  const texts: string[] = [];
  if (name === '') texts.push('name part must be non-empty');
  else if (name.length > 63) texts.push(`name part ${bytes(63)}`);
  if (!qualifiedPart.test(name)) texts.push(QUALIFIED);
  return texts;
}

/** @source kube-apiserver v1.37 apimachinery/pkg/util/validation: IsValidLabelValue */
export const checkLabelValue: Check = (value) => {
  if (value.length <= 63 && labelValue.test(value)) return none;
  return [...(value.length > 63 ? [bytes(63)] : []), ...(labelValue.test(value) ? [] : [LABEL_VALUE])];
};

/** Keys of config maps and secrets. */
export const checkConfigKey: Check = (value) => {
  const texts: string[] = value.length > 253 ? [characters(253)] : [];
  if (!configKey.test(value)) texts.push(CONFIG_KEY);
  if (value === '.') texts.push("must not be '.'");
  if (value === '..') texts.push("must not be '..'");
  else if (value.startsWith('..')) texts.push("must not start with '..'");
  return texts;
};

/** Names of container ports (IANA service names). */
export const checkPortName: Check = (value) => {
  const texts: string[] = value.length > 15 ? [characters(15)] : [];
  if (!/^[-a-z0-9]+$/.test(value)) texts.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(value)) texts.push('must contain at least one letter (a-z)');
  if (value.includes('--')) texts.push('must not contain consecutive hyphens');
  if (value.startsWith('-') || value.endsWith('-')) texts.push('must not begin or end with a hyphen');
  return texts;
};

export const checkPortNumber = (value: number): readonly string[] =>
  value >= 1 && value <= 65_535 ? none : ['must be between 1 and 65535, inclusive'];

export const checkHeaderName: Check = (value) => (headerName.test(value) ? none : [HEADER]);

/** Any printable ASCII except `=`. */
export const checkEnvVarName: Check = (value) =>
  /^[ -<>-~]+$/.test(value)
    ? none
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(\\.${octet}){3}$`);
const ipv6Group = /^[0-9a-fA-F]{1,4}$/;

export const isIPv4 = (value: string): boolean => ipv4.test(value);

/** Eight groups, or fewer around one `::`; the last two groups may be an IPv4 address. */
export function isIPv6(value: string): boolean {
  const halves = value.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const mapped = last !== undefined && isIPv4(last);
  const plain = mapped ? groups.slice(0, -1) : groups;
  const count = plain.length + (mapped ? 2 : 0);
  return plain.every((group) => ipv6Group.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}

export const isIP = (value: string): boolean => isIPv4(value) || isIPv6(value);

/** A path inside a volume. */
export const checkRelativePath: Check = (value) => [
  ...(value.startsWith('/') ? ['must be a relative path'] : []),
  ...checkNoBackSteps(value),
];

/** No `..` among the segments of a path. */
export const checkNoBackSteps: Check = (value) =>
  value.includes('..') && value.split('/').includes('..') ? ["must not contain '..'"] : none;
