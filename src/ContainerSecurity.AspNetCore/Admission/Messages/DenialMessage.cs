using System.Text;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;

namespace ContainerSecurity.AspNetCore.Admission.Messages;

/// <summary>
/// Why something is denied: one line with all reasons, since the API server shows its user one webhook's message alone.
/// </summary>
internal static class DenialMessage
{
    /// <summary>How long a message may be, in UTF-16 units: it is kept in events and logs.</summary>
    public const int MaxLength = 4096;

    private const int RoomForRest = 64;

    /// <summary>Says what denies.</summary>
    public static string Of(string policy, IReadOnlyList<PolicyFinding> denying)
    {
        var text = new StringBuilder();
        text.Append($"the policy '{Shown.Short(policy)}' forbids it.");
        for (int i = 0; i < denying.Count; i++)
        {
            string reason = ReasonOf(denying[i], denying.Count == 1 ? "" : $"({i + 1}) ");
            if (text.Length + reason.Length > MaxLength - RoomForRest && i > 0)
                return text.Append($" And {denying.Count - i} more findings.").ToString();
            text.Append(reason);
        }
        return Shown.Cut(text.ToString(), MaxLength);
    }

    private static string ReasonOf(PolicyFinding finding, string number)
    {
        string message = VisibleText.Of(finding.Finding.Message), remedy = VisibleText.Of(finding.Finding.Remediation);
        return $" {number}{finding.Finding.Rule.Id}: {message}{(remedy.Length == 0 || message.EndsWith(remedy, StringComparison.Ordinal) ? "" : " " + remedy)}";
    }
}
