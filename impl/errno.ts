/** Error numbers that the driver returns, by name. */
export type Errno =
  | 'EINVAL'
  | 'ENOMEM'
  | 'EPERM'
  | 'EACCES'
  /** In the kernel only: tried again later. */
  | 'EAGAIN'
  | 'EDEADLK'
  | 'EBUSY'
  | 'EIO'
  | 'ENODEV'
  | 'ENOENT'
  | 'EOPNOTSUPP'
  | 'EPROBE_DEFER'
  | 'EBADF'
  | 'ETIME'
  | 'ETIMEDOUT'
  | 'ECANCELED';
