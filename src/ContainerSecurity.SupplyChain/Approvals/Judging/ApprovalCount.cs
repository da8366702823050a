using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Approvals.Judging;

/// <summary>Counts the people whose approvals of one image count now.</summary>
internal sealed class ApprovalCount(ApprovalSettings settings, ApprovalHistory history, IReadOnlyList<ApprovalRecord> records, DateTimeOffset now)
{
    /// <summary>How far clocks of those who approve may be ahead.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const string All = "*";
    private readonly List<string> reasons = [];

    public ImageApproval Judge(string? space)
    {
        ApprovalRecord[] approvals = [.. records.Where(r => r.Entry.Kind == ApprovalKind.Approve && Counts(r, space, settings.Environment))];
        string[] people = [.. approvals.SelectMany(a => a.People).Distinct()];
        if (people.Length < settings.Threshold)
            return BreakGlass(space) ?? Denied(people);
        string? before = settings.Requires.FirstOrDefault(e => !records.Any(r =>
            r.Entry.Kind == ApprovalKind.Approve && r.People.Count > 0 && ReasonAgainst(r, space, e, isPromotion: true) is null));
        if (before is not null)
            return BreakGlass(space) ?? new ImageApproval(false,
                $"It is not approved for '{before}', as is demanded before '{settings.Environment}'.")
            { Environment = settings.Environment };
        DateTimeOffset until = people.Select(p => approvals.Where(a => a.People.Contains(p)).Max(EndOf)).OrderDescending().ElementAt(settings.Threshold - 1);
        return new ImageApproval(true, $"Approved for '{settings.Environment}' by {string.Join(", ", people)} until {Day(until)}.")
        {
            Environment = settings.Environment,
            Approvers = people,
            Until = until,
        };
    }

    private DateTimeOffset EndOf(ApprovalRecord record) =>
        settings.MaxAge is { } age && record.Entry.Time + age < record.Entry.Until!.Value ? record.Entry.Time + age : record.Entry.Until!.Value;

    /// <summary>The approval of one person that breaks the glass; null where there is none.</summary>
    private ImageApproval? BreakGlass(string? space) =>
        records.Where(r => r.Entry.Kind == ApprovalKind.BreakGlass && Counts(r, space, settings.Environment)).OrderByDescending(r => r.Entry.Until)
            .FirstOrDefault() is not { } broken
            ? null
            : new ImageApproval(
                true, $"The glass was broken by {string.Join(", ", broken.People)} until {Day(broken.Entry.Until!.Value)}, to be reviewed: {broken.Entry.Reason}")
            {
                Environment = settings.Environment,
                Approvers = broken.People,
                Until = broken.Entry.Until,
                IsBreakGlass = true,
            };

    private ImageApproval Denied(string[] people)
    {
        string have = people.Length == 0 ? "nobody's approval counts" : $"only {string.Join(", ", people)} approved it";
        string need = settings.Threshold == 1 ? "" : $", and {settings.Threshold} different people must";
        return new ImageApproval(false, $"For '{settings.Environment}' {have}{need}.{string.Concat(reasons.Distinct().Take(3).Select(r => " " + r))}")
        {
            Environment = settings.Environment,
            Approvers = people,
        };
    }

    private bool Counts(ApprovalRecord record, string? space, string environment)
    {
        if (record.People.Count == 0)
            return false;
        string? against = ReasonAgainst(record, space, environment, isPromotion: false);
        if (against is not null)
            reasons.Add($"That of {string.Join(", ", record.People)} {against}.");
        return against is null;
    }

    /// <summary>Why an entry does not count; null where it does.</summary>
    private string? ReasonAgainst(ApprovalRecord record, string? space, string environment, bool isPromotion)
    {
        ApprovalEntry entry = record.Entry;
        if (records.FirstOrDefault(r => r.Entry.Kind == ApprovalKind.Revoke && IsRevokedBy(record, r, environment)) is { } revocation)
            return $"was revoked by {string.Join(", ", revocation.People)}{(revocation.Entry.Reason.Length > 0 ? $" ({revocation.Entry.Reason})" : "")}";
        if (!entry.Environments.Any(e => e == All || e == environment))
            return $"is for {string.Join(", ", entry.Environments)} alone";
        if (!isPromotion && !entry.Namespaces.Any(n => n == All || (space is not null && Glob.Matches(n, space))))
            return $"is for the namespaces {string.Join(", ", entry.Namespaces)} alone";
        if ((entry.NotBefore ?? entry.Time) > now + (entry.NotBefore is null ? Skew : TimeSpan.Zero) || entry.Time > now + Skew)
            return $"does not count before {Day(entry.NotBefore ?? entry.Time)}";
        if (now > entry.Until)
            return $"ended {Day(entry.Until!.Value)}";
        return entry.Kind == ApprovalKind.BreakGlass ? AgainstBreakGlass(entry) : AgainstApproval(entry, isPromotion);
    }

    private string? AgainstApproval(ApprovalEntry entry, bool isPromotion)
    {
        if (settings.MaxAge is { } age && now - entry.Time > age)
            return $"is older than {Length(age)}";
        if (isPromotion || !settings.NeedsCleanVerdict)
            return null;
        if (entry.Grounds.IsClean != true)
            return "was not given on a clean verdict";
        return settings.VerdictPolicy is { } policy && entry.Grounds.Policy?.ToString() != policy
            ? $"was given on the verdict of another policy than {policy}"
            : null;
    }

    private string? AgainstBreakGlass(ApprovalEntry entry) =>
        settings.BreakGlass is not { } most ? "breaks the glass, which the policy does not allow"
        : entry.Until - (entry.NotBefore ?? entry.Time) > most ? $"breaks the glass for longer than {Length(most)}"
        : null;

    /// <summary>A revocation counts for all that was not decided in knowledge of it, whatever the clocks say.</summary>
    private bool IsRevokedBy(ApprovalRecord approval, ApprovalRecord revocation, string environment) =>
        (revocation.Entry.Environments.Count == 0 || revocation.Entry.Environments.Any(e => e == All || e == environment))
        && !history.Follows(approval.Place, revocation.Place);

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Length(TimeSpan span) =>
        span.TotalHours < 48
            ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.##} hours")
            : string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.##} days");
}
