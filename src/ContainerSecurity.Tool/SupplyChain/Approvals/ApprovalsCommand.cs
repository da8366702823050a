using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.SupplyChain.Approvals;
using ContainerSecurity.SupplyChain.Approvals.Stores;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.Tool.SupplyChain.Signing;

namespace ContainerSecurity.Tool.SupplyChain.Approvals;

/// <summary><c>csec approvals</c>: <c>list</c> and <c>verify</c>.</summary>
internal sealed class ApprovalsCommand : Command
{
    private readonly Terminal terminal;
    private readonly Argument<string?> image = new("image")
    {
        Description = "Only the decisions about this image; needed for the store beside it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> store = DecisionOptions.Store();
    private readonly Option<string[]> keys = new("--public-key")
    {
        Description = "The public key of somebody who may decide, as PEM; repeatable. A decision that none of them signed is said to be so.",
    };

    private readonly Option<string[]> checkpoints = new("--checkpoint")
    {
        Description = "A place of the store that was kept elsewhere: NUMBER:HASH with commas between, or a file with it, signed or not; repeatable. Without one, an end that was cut off does not show.",
    };

    private readonly Option<string?> writeCheckpoint = new("--write-checkpoint")
    {
        Description = "Write the place of the last entries to this file, signed where --key is given.",
    };

    private readonly Option<string?> key = new("--key") { Description = "The private key that signs the checkpoint." };
    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Ask the registry that is named without TLS." };

    public ApprovalsCommand(Terminal terminal)
        : base("approvals", "Works on stores of approvals.")
    {
        this.terminal = terminal;
        var list = new Command("list", "Lists the decisions.") { image, store, keys, plainHttp };
        list.SetAction((parsed, cancellation) => GuardAsync(() => ListAsync(parsed, cancellation)));
        var verify = new Command("verify", "Was a decision changed, removed or moved? Writes the place of the last ones, to be kept elsewhere.")
        {
            image, store, keys, checkpoints, writeCheckpoint, key, plainHttp,
        };
        verify.SetAction((parsed, cancellation) => GuardAsync(() => VerifyAsync(parsed, cancellation)));
        Subcommands.Add(list);
        Subcommands.Add(verify);
    }

    private async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SignatureFormatException)
        {
            terminal.Error.WriteLine($"csec: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation)
    {
        (_, ApprovalHistory history) = await ReadAsync(parsed, cancellation).ConfigureAwait(false);
        VerificationKey[] known = [.. (parsed.GetValue(keys) ?? []).Select(KeyFiles.ReadPublic)];
        foreach (SignedApproval signed in history.Entries)
            terminal.Lines.WriteLine(Line(signed, known));
        foreach (string problem in history.Problems)
            terminal.Error.WriteLine($"csec: {problem}");
        if (history.IsIntact && history.Count == 0)
            terminal.Error.WriteLine("csec: there is no decision in the store.");
        return history.IsIntact ? ExitCode.Clean : ExitCode.Findings;
    }

    private static string Line(SignedApproval signed, VerificationKey[] known)
    {
        try
        {
            (ApprovalEntry entry, IReadOnlyList<VerificationKey> by) = signed.Open(known);
            string kind = entry.Kind switch { ApprovalKind.Approve => "approve", ApprovalKind.Revoke => "revoke", _ => "break-glass, to be reviewed" };
            string where = entry.Environments.Count == 0
                ? "everywhere"
                : $"{string.Join(",", entry.Environments)} in {string.Join(",", entry.Namespaces.DefaultIfEmpty("*"))}";
            string who = by.Count > 0 ? $"signed by {string.Join(", ", by.Select(k => k.Fingerprint))}" : known.Length > 0
                ? "signed by nobody known"
                : "signature not verified";
            return $"{signed.Place.Sequence,6}  {kind}  {entry.Image}  {where}  {ApprovalTimes.Text(entry.Time)} to {ApprovalTimes.Text(entry.Until)}  {(entry.Approver.Length > 0 ? entry.Approver : "somebody")} ({who}): {entry.Reason}";
        }
        catch (SignatureFormatException e)
        {
            return $"{signed.Place.Sequence,6}  {e.Message}";
        }
    }

    private async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancellation)
    {
        (string name, ApprovalHistory history) = await ReadAsync(parsed, cancellation).ConfigureAwait(false);
        VerificationKey[] known = [.. (parsed.GetValue(keys) ?? []).Select(KeyFiles.ReadPublic)];
        var problems = new List<string>(history.Problems);
        string[] kept = parsed.GetValue(checkpoints) ?? [];
        problems.AddRange(kept.Select(k => Checkpoint(k, known).MissingFrom(history)).OfType<string>());
        if (known.Length > 0)
            problems.AddRange(history.Entries.Select(e => Unsigned(e, known)).OfType<string>());
        if (problems.Count == 0 && history.Count == 0)
        {
            terminal.Error.WriteLine($"csec: {name}: there is no decision in it, so nothing was verified.");
            return ExitCode.BadInput;
        }
        foreach (string problem in problems)
            terminal.Lines.WriteLine($"{name}: {problem}");
        terminal.Lines.WriteLine(problems.Count > 0
            ? $"{name}: the store is not intact."
            : $"{name}: {history.Count} entries, none changed, removed or moved{(kept.Length == 0 ? "; whether the end was cut off, only a checkpoint shows" : "")}{(known.Length == 0 ? "; signatures were not verified, as no key is named" : "")}.");
        var now = ApprovalCheckpoint.Of(history);
        if (now.Ends.Count > 0)
            terminal.Lines.WriteLine($"checkpoint {now}");
        if (problems.Count == 0 && parsed.GetValue(writeCheckpoint) is { } file)
            Write(file, now, parsed.GetValue(key));
        return problems.Count == 0 ? ExitCode.Clean : ExitCode.Findings;
    }

    private static string? Unsigned(SignedApproval entry, VerificationKey[] known)
    {
        try
        {
            return entry.Open(known).SignedBy.Count > 0 ? null : $"The entry {entry.Place.Sequence} is signed by nobody known.";
        }
        catch (SignatureFormatException e)
        {
            return $"The entry {entry.Place.Sequence} cannot be read: {e.Message}";
        }
    }

    private static void Write(string file, ApprovalCheckpoint checkpoint, string? key)
    {
        if (key is null)
        {
            File.WriteAllText(file, checkpoint + "\n");
            return;
        }
        using SigningKey signing = KeyFiles.ReadSigning(key);
        File.WriteAllBytes(file, checkpoint.Sign(signing));
    }

    private static ApprovalCheckpoint Checkpoint(string text, VerificationKey[] known)
    {
        if (ApprovalCheckpoint.TryParse(text, out ApprovalCheckpoint? checkpoint))
            return checkpoint!;
        if (!File.Exists(text))
            throw new IOException($"'{text}' is neither a checkpoint, NUMBER:HASH, nor a file with one.");
        string content = RegularFile.ReadText(text);
        return ApprovalCheckpoint.TryParse(content, out checkpoint) ? checkpoint! : ApprovalCheckpoint.Open(System.Text.Encoding.UTF8.GetBytes(content), known);
    }

    private async Task<(string Name, ApprovalHistory History)> ReadAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string wanted = parsed.GetValue(image) ?? "";
        RegistryOptions registry = DecisionOptions.RegistryOf(wanted, parsed.GetValue(plainHttp));
        NamedImage? named = wanted.Length == 0 ? null : await NamedImage.FindAsync(wanted, registry, cancellation).ConfigureAwait(false);
        IApprovalStore opened = ApprovalStores.Open(parsed.GetValue(store)!, named?.Reference, registry)
            ?? throw new ApprovalStoreException("Decisions are kept beside images of registries; name an image by its reference.");
        return (opened.Name, await opened.ReadAsync(named?.Digest, cancellation).ConfigureAwait(false));
    }
}
