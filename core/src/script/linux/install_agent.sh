install_agent() {
	#step
	(
		cd "${place-work/unpacked}" &&
			#unless private
			umask 022 &&
			#end
			run_installer
	) </dev/null
	ended_with=$? why=''
	case $ended_with in
	0)
		why=', but the agent is not there'
		## What is begun in the background takes a moment.
		for pause in 1 2 4 8 15; do agent_is_there || sleep "$pause"; done
		;;
	124) why=': not within 15 minutes' ;;
	12[67]) why=': a command was not found or cannot be run' ;;
	137) why=': killed, perhaps out of memory' ;;
	129 | 1[345]?) why=": signal $(kill -l "$ended_with")" ;;
	esac
	{ [ "$ended_with" = 0 ] && agent_is_there; } ||
		fail_as_said 40 "the agent's install command ended with code $ended_with$why"
	#if resumes
	true >unfinished
	#end
	#if handover
	grep '\.dynaboot$' installing | while IFS= read -r path; do rm -f "$path"; done
	#end
	rm installing
}
