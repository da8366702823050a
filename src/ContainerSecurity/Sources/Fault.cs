using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Sources;

/// <summary>
/// Makes error entries of exceptions that nobody expected, so that one rule, resource or source that fails leaves the
/// others judged.
/// </summary>
public static class Fault
{
    private const int MaxMessage = 300;

    /// <summary>Returns whether the work may go on beside what threw: not where it was cancelled, nor where the process is at its end.</summary>
    public static bool CanBeIsolated(Exception exception) =>
        exception is not (OperationCanceledException or OutOfMemoryException or StackOverflowException or AccessViolationException);

    /// <summary>Makes the error entry of a source.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="work">What failed, such as <c>The reading</c>.</param>
    /// <param name="exception">What was thrown; secrets in its message are hidden.</param>
    public static DocumentError Of(string source, string work, Exception exception)
    {
        string message = SecretDetector.Default.Hide((exception ?? throw new ArgumentNullException(nameof(exception))).Message).Replace('\r', ' ')
            .Replace('\n', ' ').Trim();
        return OfSource(source, $"{work} failed: {NameOf(exception)}: {(message.Length > MaxMessage ? message.Substring(0, MaxMessage) + "…" : message)}");
    }

    /// <summary>Makes the error entry of the reading of a text, whose values the exception's message may quote.</summary>
    internal static DocumentError OfText(string source, Exception exception) => OfSource(source, $"The reading failed: {NameOf(exception)}.");

    internal static DocumentError Of(Resource resource, string work, Exception exception) =>
        At(resource, $"{work} failed at {resource.Identity}: {NameOf(exception)}.");

    /// <summary>Makes the error entry of a rule that failed on a resource, whose values the exception's message may quote.</summary>
    internal static DocumentError OfRule(string rule, Resource resource, Exception exception) =>
        At(resource, $"The rule '{rule}' failed at {resource.Identity}, which it did not judge: {NameOf(exception)}.") with { Rule = rule };

    private static DocumentError OfSource(string source, string message) => new(source, SourceSpan.FileStart, message) { IsFault = true };

    private static DocumentError At(Resource resource, string message) => new(resource.Location.File.Path, resource.Location.Span, message) { IsFault = true };

    /// <summary>The type of an exception, and the method that threw it.</summary>
    private static string NameOf(Exception exception)
    {
        string frame = exception.StackTrace?.Split('\n')[0] ?? "";
        int end = frame.IndexOf('(');
        int start = end < 0 ? -1 : frame.LastIndexOf(' ', end);
        return exception.GetType().Name + (start < 0 ? "" : $" in {frame.Substring(start + 1, end - start - 1)}");
    }
}
