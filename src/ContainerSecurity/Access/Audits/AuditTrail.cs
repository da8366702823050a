using ContainerSecurity.Access.Audits.Reading;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Access.Audits;

/// <summary>
/// What audit logs of Kubernetes say was used: requests that were allowed, each once for all its stages. Logs are
/// read as streams of JSON lines, packed by gzip or not; memory does not grow with them.
/// Not thread-safe.
/// </summary>
/// <remarks>
/// What is counted is what the authorizer was asked: a <c>create</c> names no object, a <c>list</c> or <c>watch</c>
/// only by a field selector of its name. An impersonated request counts for the
/// impersonated user, and as <c>impersonate</c> for the other. Denied requests are no use of a right; one that was
/// allowed and refused later, by admission for instance, is.
/// </remarks>
public sealed class AuditTrail
{
    private readonly AuditOptions options;
    private readonly UseTable uses;
    private readonly OpenRequests open;
    private readonly List<DocumentError> errors = [];
    private bool isFull;

    /// <summary>Creates an empty trail.</summary>
    /// <param name="options">What is kept; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is less than 1.</exception>
    public AuditTrail(AuditOptions? options = null)
    {
        this.options = options ?? new AuditOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.MaxNames, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.MaxRequests, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.MaxLineLength, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.MaxOpenRequests, 1, nameof(options));
        uses = new UseTable(this.options);
        open = new OpenRequests(this.options.MaxOpenRequests);
    }

    /// <summary>The users who did something, by name.</summary>
    public IReadOnlyList<AuditedUser> Users => uses.ToUsers();

    /// <summary>How many requests were allowed.</summary>
    public long Allowed { get; private set; }

    /// <summary>How many requests were denied.</summary>
    public long Denied { get; private set; }

    /// <summary>How many requests have no outcome in the logs, and are not taken as used.</summary>
    public long Undecided => undecided + open.WithoutOutcome;

    private long undecided;

    /// <summary>When the first event happened; null where there is none.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>When the last event happened; null where there is none.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>How long the logs observe; zero where there is nothing.</summary>
    public TimeSpan Observed => First is { } first && Last is { } last ? last - first : TimeSpan.Zero;

    /// <summary>What could not be read, with the lines; the first <see cref="AuditOptions.MaxErrors"/>.</summary>
    public IReadOnlyList<DocumentError> Errors => errors;

    /// <summary>How many errors there are.</summary>
    public long ErrorCount { get; private set; }

    /// <summary>Whether all was read and kept.</summary>
    public bool IsComplete => ErrorCount == 0;

    /// <summary>Reads a log to its end.</summary>
    /// <param name="stream">The log: one event or list of events a line; packed by gzip where it begins so. It is not closed.</param>
    /// <param name="path">Its name in errors.</param>
    /// <param name="cancellationToken">Stops between lines.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Read(Stream stream, string path, CancellationToken cancellationToken = default)
    {
        var lines = new LineReader(stream ?? throw new ArgumentNullException(nameof(stream)), options.MaxLineLength);
        var reader = new AuditEventReader(Take);
        try
        {
            while (lines.TryRead(out ReadOnlySpan<byte> line))
            {
                cancellationToken.ThrowIfCancellationRequested();
                string? problem = lines.IsTooLong ? $"The line is longer than {options.MaxLineLength} bytes and is not read." : reader.Read(line);
                if (problem is not null)
                    Report(path, lines.Number, problem);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Report(path, lines.Number + 1, $"The log cannot be read further: {e.Message}");
        }
        if (isFull)
            Report(
                path,
                lines.Number,
                $"The log holds more than {options.MaxRequests} different requests; those beyond are not kept. Name users, or raise the bound.");
        isFull = false;
    }

    private void Report(string path, long line, string message)
    {
        ErrorCount++;
        int number = (int)Math.Clamp(line, 1, int.MaxValue);
        if (errors.Count < options.MaxErrors)
            errors.Add(new DocumentError(path, new SourceSpan(number, 1, number, 1), message));
    }

    /// <summary>Takes an event in. Returns what is wrong with it; null for nothing.</summary>
    private string? Take(AuditEvent seen)
    {
        First = First is { } first && first <= seen.Time ? first : seen.Time;
        Last = Last is { } last && last >= seen.Time ? last : seen.Time;
        AuditOutcome outcome = seen.Outcome;
        if (!open.TryTake(seen.Id, isFinal: outcome != AuditOutcome.Open) || outcome == AuditOutcome.Open)
            return null;
        switch (outcome)
        {
            case AuditOutcome.Denied:
                Denied++;
                return null;
            case AuditOutcome.Unknown:
                undecided++;
                return null;
            default:
                Allowed++;
                return Use(seen);
        }
    }

    private string? Use(AuditEvent seen)
    {
        if (seen.User.Name.Length == 0)
            return "The event names no user.";
        string? problem = null;
        foreach ((AuditIdentity user, RbacRequest request) in seen.Requests(ref problem))
            isFull |= !uses.TryAdd(user, request, seen.Time);
        return problem;
    }
}
