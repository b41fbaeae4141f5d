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
	result=$? why=''
	#if private
	umask 022
	#end
	case $result in
	0)
		## What is begun in the background takes a moment.
		for pause in 1 2 4 8 15 0; do
			! has_agent || { keep_agent && return; }
			sleep "$pause"
		done
		why=', but the agent is not there'
		;;
	124 | 137) why=': killed: over 15 minutes, or out of memory' ;;
	12[67]) why=': not found or cannot be run' ;;
	129 | 1[345]?) why=": signal $(kill -l "$result")" ;;
	esac
	fail_with 40 "the agent's install command ended with code $result$why"
}

## The agent is there, and stays whatever comes then.
keep_agent() {
	#if handover
	grep '\.dynaboot$' installing | while read -r path; do rm -f "$path"; done
	#end
	echo "$bundle" >installed
	sync
	#if resumes
	mv installing unfinished
	## What the agent began is not ended with a later step.
	dynaboot=$dynaboot+
	#end
	#unless resumes
	rm installing
	#end
	rm -f restarted
}
