namespace ContainerSecurity.Resources.Images;

/// <summary>What is known of the approval of an image, as somebody who asked the stores of approvals says it.</summary>
/// <param name="IsApproved">Whether the image may run where it is asked for.</param>
/// <param name="Reason">Why, as a sentence: who approved it until when, or what is missing or wrong.</param>
public sealed record ImageApproval(bool IsApproved, string Reason)
{
    /// <summary>The environment it was asked for.</summary>
    public string Environment { get; init; } = "";

    /// <summary>The people whose approvals count.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>When the approval ends; null where there is none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether the glass was broken: fewer people than asked for approved it, for a short time, and it is to be reviewed.</summary>
    public bool IsBreakGlass { get; init; }
}
