using ContainerSecurity.Documents;

namespace ContainerSecurity.Docker.Access;

/// <summary>What reading a file of <c>kind: DockerAccessPolicy</c> gave: a policy, or what is wrong.</summary>
public sealed class DockerAccessPolicyReadResult
{
    private readonly DockerAccessPolicy? policy;

    internal DockerAccessPolicyReadResult(DockerAccessPolicy? policy, IReadOnlyList<DocumentError> errors, IReadOnlyList<string> files)
    {
        this.policy = errors.Count == 0 ? policy : null;
        Errors = [.. errors.Distinct()];
        Files = [.. files.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether there is a policy.</summary>
    public bool IsValid => policy is not null;

    /// <summary>The policy.</summary>
    /// <exception cref="InvalidOperationException">The file is wrong; ask <see cref="IsValid"/> before.</exception>
    public DockerAccessPolicy Policy => policy ?? throw new InvalidOperationException($"The policy cannot be used: {string.Join(' ', Errors)}");

    /// <summary>What is wrong, with positions; empty for a good file.</summary>
    public IReadOnlyList<DocumentError> Errors { get; }

    /// <summary>The paths of all files that were asked for: the file itself, the policies that it names, and those that they extend. A change of any
    /// is a change of the policy.</summary>
    public IReadOnlyList<string> Files { get; }
}
