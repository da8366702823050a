using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>A command that runs in a service's container at a point of its life.</summary>
/// <param name="Name"><c>post_start</c>, <c>pre_stop</c> or <c>develop.watch exec</c>.</param>
/// <param name="IsPrivileged">Whether it runs privileged.</param>
/// <param name="User">Its user; missing for the container's.</param>
internal sealed record ServiceHook(string Name, Field<bool> IsPrivileged, Field<string> User);
