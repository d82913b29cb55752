/// The Debian package that brings a well-known program.
enum DebianPackage {
    private static let packages: [String: String] = [
        "ab": "apache2-utils", "ansible": "ansible", "aws": "awscli", "awk": "mawk", "bash": "bash", "bc": "bc",
        "borg": "borgbackup", "bzip2": "bzip2", "cfdisk": "fdisk", "chronyc": "chrony", "cryptsetup": "cryptsetup-bin",
        "curl": "curl", "dig": "bind9-dnsutils", "docker": "docker.io", "etcd": "etcd-server", "etcdctl": "etcd-client",
        "ethtool": "ethtool", "fdisk": "fdisk", "file": "file", "flock": "util-linux", "gawk": "gawk", "git": "git",
        "gpg": "gpg", "gzip": "gzip", "haproxy": "haproxy", "host": "bind9-host", "htpasswd": "apache2-utils",
        "ip": "iproute2", "ipmitool": "ipmitool", "iptables": "iptables", "jq": "jq", "less": "less",
        "lsblk": "util-linux", "lsof": "lsof", "lvs": "lvm2", "make": "make", "mdadm": "mdadm",
        "mkfs.ext4": "e2fsprogs",
        "mkfs.xfs": "xfsprogs", "mongosh": "mongodb-clients", "mysql": "default-mysql-client",
        "mysqldump": "default-mysql-client", "nc": "netcat-openbsd", "nft": "nftables", "nginx": "nginx",
        "nmap": "nmap", "nslookup": "bind9-dnsutils", "openssl": "openssl", "parted": "parted", "patch": "patch",
        "perl": "perl", "pg_basebackup": "postgresql-client", "pg_dump": "postgresql-client",
        "pg_restore": "postgresql-client", "ping": "iputils-ping", "pip": "python3-pip", "podman": "podman",
        "ps": "procps", "psql": "postgresql-client", "pv": "pv", "python3": "python3", "rclone": "rclone",
        "redis-cli": "redis-tools", "restic": "restic", "rsync": "rsync", "scp": "openssh-client", "screen": "screen",
        "sfdisk": "fdisk", "sftp": "openssh-client", "sgdisk": "gdisk", "shred": "coreutils",
        "smartctl": "smartmontools",
        "socat": "socat", "sqlite3": "sqlite3", "ss": "iproute2", "ssh": "openssh-client",
        "ssh-keygen": "openssh-client", "sshd": "openssh-server", "sshpass": "sshpass", "strace": "strace",
        "sudo": "sudo", "tar": "tar", "tcpdump": "tcpdump", "tmux": "tmux", "traceroute": "traceroute", "tree": "tree",
        "unzip": "unzip", "vgs": "lvm2", "wget": "wget", "wipefs": "util-linux", "xmllint": "libxml2-utils",
        "xxd": "xxd", "xz": "xz-utils", "zip": "zip", "zpool": "zfsutils-linux", "zstd": "zstd",
    ]

    static func name(for program: String) -> String? { packages[program] }
}
