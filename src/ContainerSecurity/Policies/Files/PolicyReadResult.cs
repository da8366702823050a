using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies;

/// <summary>
/// The policy of a file, or what is wrong with the file. There is no policy of a file that is wrong: part of one would
/// allow what the whole denies.
/// </summary>
public sealed class PolicyReadResult
{
    private readonly Policy? policy;

    private PolicyReadResult(Policy? policy, IReadOnlyList<DocumentError> errors)
    {
        this.policy = policy;
        Errors = errors;
    }

    /// <summary>Whether there is a policy.</summary>
    public bool IsValid => policy is not null;

    /// <summary>The policy.</summary>
    /// <exception cref="InvalidOperationException">The file is wrong; ask <see cref="IsValid"/> before.</exception>
    public Policy Policy => policy ?? throw new InvalidOperationException($"The policy cannot be used: {string.Join(" ", Errors)}");

    /// <summary>What is wrong, with positions; empty for a good file.</summary>
    public IReadOnlyList<DocumentError> Errors { get; }

    internal static PolicyReadResult Good(Policy policy) => new(policy, []);

    internal static PolicyReadResult Failed(IReadOnlyList<DocumentError> errors) => new(null, errors);
}
