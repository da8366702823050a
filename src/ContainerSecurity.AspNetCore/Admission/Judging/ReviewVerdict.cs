using ContainerSecurity.Policies;

namespace ContainerSecurity.AspNetCore.Admission.Judging;

/// <summary>What is answered to a review.</summary>
/// <param name="IsAllowed">Whether the API server may go on.</param>
/// <param name="Message">Why it may not, for the user; empty where it may.</param>
internal sealed record ReviewVerdict(bool IsAllowed, string Message)
{
    /// <summary>The name of the policy; empty where none was asked.</summary>
    public string Policy { get; init; } = "";

    /// <summary>Why, for the audit log.</summary>
    public string Reason { get; init; } = "";

    public IReadOnlyList<PolicyFinding> Denying { get; init; } = [];

    /// <summary>Within what the API server passes on.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The rules whose findings deny or warn, by ID, each once.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>A JSON patch; empty for none.</summary>
    public ReadOnlyMemory<byte> Patch { get; init; }

    /// <summary>Whether nothing could be decided.</summary>
    public bool IsFailure { get; init; }
}
