check_service() {
	#step
	for pause in 1 2 4 8 15 0; do
		if [ -d /run/systemd/system ]; then
			## What dies as soon as it is up is not up.
			! { systemctl is-active --quiet "$service_name" && sleep 2 && systemctl is-active --quiet "$service_name"; } ||
				return 0
		elif command -v service >/dev/null; then
			! service "$service_name" status >/dev/null 2>&1 || return 0
		else
			say "nothing here can say whether the service $service_name is up"
			return 0
		fi
		sleep "$pause"
	done
	if [ -d /run/systemd/system ]; then
		systemctl status --no-pager -ln 15 "$service_name"
	else
		service "$service_name" status
	fi
	fail_with 41 "the agent is installed, but its service $service_name did not come up"
}
