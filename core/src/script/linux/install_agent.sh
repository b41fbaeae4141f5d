install_agent() {
	#step
	(
		cd "${place-work/unpacked}" &&
			#unless private
			umask 022 &&
			#end
			run_installer
	) </dev/null ||
		fail 40 "the agent's install command ended with code $? (124: not within 15 minutes)"
	agent_is_there || fail 40 "the agent's install command ended well, but the agent is not there"
	#if resumes
	true >unfinished
	#end
	#if handover
	grep '\.dynaboot$' installing | while IFS= read -r path; do rm -f "$path"; done
	#end
	rm installing
}
