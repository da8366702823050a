using System.Text.RegularExpressions;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>The engine says by ID what is in the way of a name or a removal. Who does not see that container does not learn of it.</summary>
internal sealed partial class ConflictRedaction(EngineObjects objects)
{
    /// <summary>How many IDs of a message are looked up; the others are hidden.</summary>
    private const int MaxLookups = 16;

    public Func<string, CancellationToken, Task<string>> For(DockerVisibility visibility) => (message, cancellationToken) =>
        RedactAsync(message, visibility, cancellationToken);

    private async Task<string> RedactAsync(string message, DockerVisibility visibility, CancellationToken cancellationToken)
    {
        int lookups = 0;
        foreach (string id in Id().Matches(message).Select(m => m.Value).Distinct(StringComparer.Ordinal).ToList())
        {
            DockerObject? container = ++lookups > MaxLookups
                ? null
                : await objects.FindAsync(DockerObjectKind.Container, id, cancellationToken).ConfigureAwait(false);
            if (container is null || !visibility.Sees(container))
                message = message.Replace(id, "(another one)", StringComparison.Ordinal);
        }
        return message;
    }

    [GeneratedRegex(@"\b[0-9a-f]{12,64}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
