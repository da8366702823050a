using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>Actions, and what may be created by them.</summary>
/// <param name="Actions">Actions such as <c>container.logs</c>; <c>container.*</c> for all that begin so, <c>*</c> for all.</param>
public sealed record DockerPermission(IReadOnlyList<string> Actions)
{
    /// <summary>Creates a permission.</summary>
    public DockerPermission(params string[] actions)
        : this((IReadOnlyList<string>)actions)
    {
    }

    /// <summary>Which configurations may be created. The default value is <see cref="DockerContainerRules.Baseline"/>.</summary>
    public DockerContainerRules Rules { get; init; } = DockerContainerRules.Baseline;

    /// <summary>The first pattern that holds an action; null where none does.</summary>
    public string? PatternOf(string action) => Actions.FirstOrDefault(p => Matches(p, action));

    /// <summary>Returns whether a pattern of actions holds an action.</summary>
    public static bool Matches(string pattern, string action)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(action);
        return pattern == "*" || pattern == action || (pattern.EndsWith(".*", StringComparison.Ordinal)
            && action.StartsWith(pattern[..^1], StringComparison.Ordinal));
    }

    /// <summary>Returns whether a pattern holds any action there is.</summary>
    internal static bool IsKnown(string pattern) => DockerEndpoints.Actions.Any(a => Matches(pattern, a));
}
