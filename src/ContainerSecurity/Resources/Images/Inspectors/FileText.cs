using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>
/// Looks for secrets in the text of one file after the other, a window at a time, so that memory does not grow with a
/// file. Windows overlap: no secret is cut.
/// </summary>
internal sealed class FileText(SecretDetector detector)
{
    /// <summary>How much of a text is read, in bytes. What people write is smaller; logs and generated code are larger.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private const int WindowLength = 128 * 1024;

    /// <summary>The longest secret that is surely found whole at the edge of a window, in bytes.</summary>
    private const int Overlap = 8 * 1024;

    private const int MaxSecrets = 20;

    private readonly byte[] window = new byte[WindowLength];
    private int filled;
    private bool isComplete;

    /// <summary>Whether the file that was begun last is text.</summary>
    public bool IsText => TextEncoding.Of(window, filled) is not null;

    /// <summary>Reads the beginning of a file.</summary>
    public async Task BeginAsync(Stream content, CancellationToken cancellationToken)
    {
        filled = 0;
        await FillAsync(content, FileContent.HeadLength, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the rest of the first window.</summary>
    public Task FillAsync(Stream content, CancellationToken cancellationToken) =>
        isComplete ? Task.CompletedTask : FillAsync(content, WindowLength, cancellationToken);

    /// <summary>The secrets of the file, each once, in order.</summary>
    public async Task<IReadOnlyList<FileSecret>> ScanAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        List<FileSecret>? secrets = null;
        Encoding encoding = EncodingOfWindow();
        int line = 1;
        for (int total = filled; ; total += filled - Overlap)
        {
            bool isLast = isComplete || total >= MaxLength;
            int done = isLast ? filled : filled - Overlap;
            string text = encoding.GetString(window, 0, filled);
            int end = isLast ? text.Length : encoding.GetCharCount(window, 0, done);
            Add(detector.Scan(text, path), text, end, line, ref secrets);
            if (isLast || secrets?.Count >= MaxSecrets)
                return secrets ?? (IReadOnlyList<FileSecret>)[];
            line += Lines(text, end);
            Buffer.BlockCopy(window, done, window, 0, filled = Overlap);
            await FillAsync(content, WindowLength, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The secrets of the lines <c>NAME=value</c> of a file that is nothing but settings, where weaker values count too.</summary>
    public IReadOnlyList<FileSecret> ScanSettings()
    {
        var secrets = new List<FileSecret>();
        string[] lines = EncodingOfWindow().GetString(window, 0, filled).Split('\n');
        for (int i = 0; i < lines.Length && secrets.Count < MaxSecrets; i++)
            if (lines[i].IndexOf('=') is > 0 and var equals && lines[i][0] != '#')
                foreach (SecretFinding secret in detector.ScanValue(Name(lines[i].Substring(0, equals)), lines[i].Substring(equals + 1).Trim().Trim('"', '\'')))
                    secrets.Add(new FileSecret(secret, i + 1));
        return secrets;
    }

    private static string Name(string text) =>
        text.Trim() is var name && name.StartsWith("export ", StringComparison.Ordinal)
            ? name.Substring("export ".Length).Trim()
            : name;

    private static void Add(IReadOnlyList<SecretFinding> found, string text, int end, int line, ref List<FileSecret>? secrets)
    {
        foreach (SecretFinding secret in found)
        {
            if (secret.Start >= end || secret.Kind == SecretKind.AccountIdentifier || secrets?.Exists(s => s.Secret.Fingerprint == secret.Fingerprint) == true)
                continue;
            (secrets ??= []).Add(new FileSecret(secret, line + Lines(text, secret.Start)));
        }
    }

    private static int Lines(string text, int end)
    {
        int count = 0;
        for (int at = -1; (at = text.IndexOf('\n', at + 1, end - at - 1)) >= 0;)
            count++;
        return count;
    }

    private Encoding EncodingOfWindow() => TextEncoding.Of(window, filled)?.Encoding ?? Encoding.UTF8;

    private async Task FillAsync(Stream content, int length, CancellationToken cancellationToken)
    {
        filled = await StreamFill.ReadAsync(content, window, filled, length, cancellationToken).ConfigureAwait(false);
        isComplete = filled < length;
    }
}
