const MAX_CAUSES = 4;

const FORBIDDEN = 'Foyer is not allowed to do that there';
const DISK_FULL = 'the disk is full';
const UNKNOWN_NAME = 'nobody knows this name; check its spelling';
const NO_ANSWER = 'nothing answers at this address';
const CUT = 'the connection was cut';
const TOO_SLOW = 'it took too long to answer';
const NO_WAY = 'the network has no way to it';
const NOT_TRUSTED = 'its certificate is not trusted here';

/** What the system, TLS and the mail client call their failures. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: 'the disk is read-only',
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  EEXIST: 'a file of this name is in the way',
  EIO: 'the disk reports an error',
  EADDRINUSE: 'the port is in use',
  EADDRNOTAVAIL: 'this machine does not have this address',
  ECONNREFUSED: NO_ANSWER,
  ECONNECTION: NO_ANSWER,
  ESOCKET: NO_ANSWER,
  ECONNRESET: CUT,
  EPIPE: CUT,
  ETIMEDOUT: TOO_SLOW,
  ABORT_ERR: TOO_SLOW,
  UND_ERR_CONNECT_TIMEOUT: TOO_SLOW,
  ENOTFOUND: UNKNOWN_NAME,
  EDNS: UNKNOWN_NAME,
  EAI_AGAIN: 'names cannot be looked up at the moment',
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
  EPROTO: 'it does not speak TLS as it should',
  ETLS: 'it does not speak TLS as it should',
  Z_DATA_ERROR: 'what it sent is damaged',
  EAUTH: 'it refused the user or the password',
  EENVELOPE: 'it refused the sender or the receiver',
  EMESSAGE: 'it refused the message',
};

/** Why a file, a port, a host or a mail server could not be had, in plain words; whoever throws them keeps `thrown` as the cause. */
export function systemProblem(thrown: unknown): string {
  const codes = codesOf(thrown);
  const known = codes.find((code) => Object.hasOwn(WORDS, code));
  if (known !== undefined) return WORDS[known] ?? '';
  const [code] = codes;
  return code === undefined ? 'the reason is not known' : `the system calls it ${code}`;
}

/** Of the error and of what caused it, the outermost first. */
function codesOf(thrown: unknown): string[] {
  const codes: string[] = [];
  let at = thrown;
  for (let depth = 0; depth < MAX_CAUSES && at instanceof Error; depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
    at = at.cause;
  }
  return codes;
}
