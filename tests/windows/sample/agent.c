/* An agent as small as can be: a service, and an installer of it.
 *
 *   agent.exe                 the service AgentService, as the system starts it; C:\agent-saw.txt has what it was told
 *   agent.exe install FOLDER  puts itself there, makes the service and starts it
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define NAME "AgentService"

static SERVICE_STATUS_HANDLE handle;
static HANDLE stopped;

static void tell(DWORD state)
{
    SERVICE_STATUS status = { SERVICE_WIN32_OWN_PROCESS, state, SERVICE_ACCEPT_STOP };
    SetServiceStatus(handle, &status);
}

static DWORD WINAPI control(DWORD code, DWORD type, void *data, void *context)
{
    if (code == SERVICE_CONTROL_STOP || code == SERVICE_CONTROL_SHUTDOWN) {
        tell(SERVICE_STOPPED);
        SetEvent(stopped);
    }
    return NO_ERROR;
}

static void WINAPI serve(DWORD count, LPSTR *words)
{
    const char *seen = getenv("BUNDLE_STORE_URL");
    FILE *file = fopen("C:\\agent-saw.txt", "w");

    handle = RegisterServiceCtrlHandlerExA(NAME, control, NULL);
    stopped = CreateEventA(NULL, TRUE, FALSE, NULL);
    if (file) {
        fprintf(file, "%s\n", seen ? seen : "(nothing)");
        fclose(file);
    }
    tell(SERVICE_RUNNING);
    WaitForSingleObject(stopped, INFINITE);
}

static int install(const char *folder)
{
    char from[MAX_PATH], to[MAX_PATH];
    SC_HANDLE manager, service;

    CreateDirectoryA(folder, NULL);
    GetModuleFileNameA(NULL, from, sizeof from);
    snprintf(to, sizeof to, "%s\\agent.exe", folder);
    if (!CopyFileA(from, to, FALSE)) return 2;
    manager = OpenSCManagerA(NULL, NULL, SC_MANAGER_ALL_ACCESS);
    service = CreateServiceA(manager, NAME, NAME, SERVICE_ALL_ACCESS, SERVICE_WIN32_OWN_PROCESS, SERVICE_AUTO_START,
                             SERVICE_ERROR_NORMAL, to, NULL, NULL, NULL, NULL, NULL);
    if (!service) return 3;
    return StartServiceA(service, 0, NULL) ? 0 : 4;
}

int main(int count, char **words)
{
    SERVICE_TABLE_ENTRYA table[] = { { NAME, serve }, { NULL, NULL } };

    if (count == 3 && !strcmp(words[1], "install")) return install(words[2]);
    return !StartServiceCtrlDispatcherA(table);
}
