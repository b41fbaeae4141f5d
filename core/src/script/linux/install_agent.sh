install_agent() {
	#step
	#if private
	umask 077
	#end
	## This shell holds the lock as long as the installer works, whatever becomes of the run.
	#if place
	(cd "$place" && run_installer) &
	#end
	#unless place
	(cd unpacked && run_installer) &
	#end
	wait "$!"
	ended_with=$? why=''
	#if private
	umask 022
	#end
	case $ended_with in
	0)
		why=', but the agent is not there'
		## What is begun in the background takes a moment.
		for pause in 1 2 4 8 15; do agent_is_there || sleep "$pause"; done
		;;
	124) why=': over 15 minutes' ;;
	12[67]) why=': a command was not found or cannot be run' ;;
	137) why=': killed: out of memory, or over 15 minutes' ;;
	129 | 1[345]?) why=": signal $(kill -l "$ended_with")" ;;
	esac
	{ [ "$ended_with" = 0 ] && agent_is_there; } ||
		fail_as_said 40 "the agent's install command ended with code $ended_with$why"
	#if resumes
	true >unfinished
	## What the agent began is not ended with a later step.
	dynaboot=$dynaboot+
	#end
	#if handover
	grep '\.dynaboot$' installing | while IFS= read -r path; do rm -f "$path"; done
	#end
	sync
	rm installing
}
