using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>
/// CSEC3020: nothing that a compose service brings along runs with more rights than the service: no privileged hook, no
/// program of the host, no engine socket (NIST SP 800-190 3.4.3).
/// </summary>
internal sealed class LifecycleHookPrivileged() : Rule(new("CSEC3020", "lifecycle-hook-privileged", Severity.High,
    "Hook, provider or socket with the rights of the host",
    "Remove 'privileged' from the hook, 'provider' or 'use_api_socket'.")
{
    References = ["NIST SP 800-190 3.4.3", "NIST SP 800-190 3.5.5"],
}), IJudges<Workload>
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.Service is not { } service)
            return;
        foreach (ServiceHook hook in service.Hooks)
            if (hook.IsPrivileged.Is(true))
                context.Report(
                    hook.IsPrivileged,
                    $"A {hook.Name} hook of service '{resource.Name}' runs privileged, with all capabilities and "
                        + $"devices of the host, whatever the service may do. Allowed: false, or no value.");
        if (service.UsesApiSocket.Is(true))
            context.Report(
                service.UsesApiSocket,
                $"{resource} gets the engine's socket by use_api_socket, through which it can start privileged "
                    + $"containers on the host. Allowed: false, or no value.");
        if (service.Provider.IsKnown)
            context.Report(
                service.Provider,
                $"{resource} is a program of the host, '{service.Provider}', that runs with the rights of whoever starts it. Allowed: an image.");
    }
}
