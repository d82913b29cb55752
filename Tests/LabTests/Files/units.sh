# On a machine, as root: units of its own and what systemctl says of them.
cd /etc/systemd/system
unit() { printf '[Unit]\nDescription=%s\n[Service]\n' "$1" > "$1.service"; cat >> "$1.service"; }
ask() { echo "> $*"; "$@" 2>&1; echo "[$?]"; }
unit simple <<'U'
ExecStart=/bin/sleep 1000
[Install]
WantedBy=multi-user.target
Alias=plain.service
U
unit once <<'U'
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c 'echo one >> /run/once'
ExecStart=/bin/sh -c 'echo two >> /run/once'
ExecStop=/bin/sh -c 'echo stop $SERVICE_RESULT >> /run/once'
U
unit fails <<'U'
ExecStartPre=/bin/sh -c 'exit 3'
ExecStart=/bin/sleep 1000
U
unit missing <<'U'
ExecStart=/usr/bin/no-such-program
U
unit forks <<'U'
Type=forking
PIDFile=/run/forks.pid
ExecStart=/bin/sh -c 'sleep 1000 & echo $! > /run/forks.pid'
ExecReload=/bin/sh -c 'echo reloaded $MAINPID > /run/reloaded'
U
unit nopid <<'U'
Type=forking
PIDFile=/run/nopid.pid
ExecStart=/bin/true
U
unit silent <<'U'
Type=notify
TimeoutStartSec=1
ExecStart=/bin/sleep 1000
U
unit notifies <<'U'
Type=notify
NotifyAccess=all
ExecStart=/usr/bin/python3 -c 'import os,socket,time; s=socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); time.sleep(0.3); s.sendto(b"READY=1\\nSTATUS=at your service", os.environ["NOTIFY_SOCKET"]); time.sleep(1000)'
U
unit again <<'U'
ExecStart=/bin/sh -c 'echo x >> /run/again; exit 1'
Restart=always
RestartSec=50ms
StartLimitIntervalSec=10
StartLimitBurst=3
U
unit stubborn <<'U'
TimeoutStopSec=1
ExecStart=/bin/sh -c 'trap "" TERM; while :; do sleep 0.1; done'
U
unit other <<'U'
User=nobody
Environment=A=1 "B=x y"
WorkingDirectory=/tmp
RuntimeDirectory=other
UMask=077
LimitNOFILE=321
ExecStart=/bin/sh -c 'id -un; pwd; echo $A $B; umask; ulimit -n; ls -ld /run/other | cut -c1-10; exec sleep 1000'
U
printf '[Unit]\nDescription=needs\nRequires=fails.service\nAfter=fails.service\n[Service]\nExecStart=/bin/sleep 1000\n' > needs.service
printf '[Unit]\nDescription=part\nPartOf=simple.service\nAfter=simple.service\n[Service]\nExecStart=/bin/sleep 1000\n' > part.service
printf '[Unit]\nDescription=cond\nConditionPathExists=/nowhere\n[Service]\nExecStart=/bin/sleep 1000\n' > cond.service
printf '[Unit]\nDescription=asserts\nAssertPathExists=/nowhere\n[Service]\nExecStart=/bin/sleep 1000\n' > asserts.service
printf '[Service]\nExecStart=/bin/sh -c "echo instance %%i %%I; exec sleep 1000"\n' > many@.service
systemctl daemon-reload
ask systemctl start simple
ask systemctl is-active simple
ask systemctl is-enabled simple
ask systemctl enable simple
ask systemctl is-enabled simple
ask systemctl is-active plain
ask systemctl disable simple
ask systemctl start part
ask systemctl restart simple
ask systemctl is-active part
ask systemctl stop simple
ask systemctl is-active part simple
ask systemctl start once; ask systemctl start once; ask cat /run/once; ask systemctl show -p ActiveState,SubState once
ask systemctl stop once; ask cat /run/once
ask systemctl start fails; ask systemctl is-failed fails; ask systemctl show -p Result -p ActiveState fails
ask systemctl reset-failed fails; ask systemctl is-active fails
ask systemctl start missing; sleep 0.2; ask systemctl show -p Result,ExecMainStatus,ActiveState missing
ask systemctl start forks; ask systemctl reload forks; sed 's/[0-9]\+/N/' /run/reloaded; [ "$(systemctl show -p MainPID --value forks)" = "$(cat /run/forks.pid)" ]; echo "main $?"
kill -9 $(cat /run/forks.pid); sleep 0.3; ask systemctl show -p Result,ActiveState forks
ask systemctl start nopid; ask systemctl show -p Result --value nopid
ask systemctl start silent; ask systemctl show -p Result --value silent
ask systemctl start notifies; ask systemctl show -p StatusText,SubState notifies
ask systemctl start again; sleep 1; ask systemctl show -p Result,ActiveState,NRestarts again; wc -l < /run/again; ask systemctl start again
ask systemctl start stubborn; ask systemctl stop stubborn; ask systemctl show -p Result,ActiveState stubborn
ask systemctl start other; sleep 0.3; ask journalctl -u other -o cat -n 6; ask systemctl stop other; ls -d /run/other 2> /dev/null; echo "folder $?"
ask systemctl start needs; ask systemctl is-active needs
ask systemctl start cond; ask systemctl is-active cond; ask systemctl start asserts
ask systemctl start many@a-b; ask journalctl -u many@a-b -o cat -n 1; ask systemctl is-active many@a-b
ask systemctl mask simple; ask systemctl start simple
ask systemctl mask many@q; ask systemctl start many@q; ask systemctl unmask many@q; ask systemctl start many@q
ask systemctl reload simple; ask systemctl reload-or-restart simple; ask systemctl try-restart once
ask systemctl kill -s USR1 simple; sleep 0.2; ask systemctl show -p Result,ActiveState simple
ask systemctl bogus; ask systemctl start; ask systemctl status nosuch; ask systemctl cat simple | head -4
mkdir -p /etc/systemd/system/simple.service.d; printf '[Service]\nExecStart=\nExecStart=/bin/sleep 2000\n' > simple.service.d/x.conf; systemctl daemon-reload; ask systemctl restart simple; pgrep -fc 'sleep 2000'
ask systemctl start x.timer
ask systemctl is-system-running
runuser -u admin -- systemctl stop simple 2>&1; echo "[$?]"
