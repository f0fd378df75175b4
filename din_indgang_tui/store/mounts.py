"""Whether a folder lies on a disk of this machine, or somewhere that others write to as well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MOUNTS = Path("/proc/mounts")  # Linux; elsewhere there is none, and nothing is known

# File systems whose locks or shared memory do not hold between machines, or between a machine and
# its host. SQLite's WAL needs both (sqlite.org/wal.html: it does not work over a network).
_SHARED = re.compile(
    r"nfs\d?|cifs|smb\w*|ncpfs?|afs|coda|9p|virtiofs|vboxsf|vmhgfs|prl_fs|drvfs|davfs\d?"
    r"|ceph|glusterfs|lustre|beegfs\w*|gpfs|gfs2|ocfs2|orangefs|pvfs2|moosefs|acfs"
    r"|fuse\.(sshfs|rclone|s3fs|davfs\d?|curlftpfs|glusterfs|ceph(-fuse)?|cephfs|gcsfuse|blobfuse2?"
    r"|smbnetfs|nfs\w*|vmhgfs-fuse|mfs|juicefs|gvfsd-fuse|google-drive-ocamlfuse|onedriver|encfs)"
)
_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class FileSystem:
    """What a folder lies on."""

    kind: str  # as the system calls it: ext4, nfs4, fuse.sshfs
    mount_point: str

    @property
    def is_shared(self) -> bool:
        """Whether other machines may reach the same files."""
        return _SHARED.fullmatch(self.kind) is not None


def file_system_of(path: Path, mounts: str | None = None) -> FileSystem | None:
    """What `path` lies on; None where the system does not tell.

    `mounts` is the text of /proc/mounts (fstab(5): device, mount point, kind; blanks in octal),
    read from the system where it is not given.
    """
    if mounts is None:
        try:
            mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return None
    place = path.resolve()
    found: FileSystem | None = None
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mount_point = _OCTAL.sub(lambda octal: chr(int(octal[1], 8)), fields[1])
        # The deepest one holds; of two at the same point the later one lies on top.
        if place.is_relative_to(mount_point) and (
            found is None or len(mount_point) >= len(found.mount_point)
        ):
            found = FileSystem(fields[2], mount_point)
    return found
