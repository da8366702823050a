using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Admission.Kyverno;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Tool.Rbac;

namespace ContainerSecurity.Tool;

/// <summary><c>csec policy eval</c>.</summary>
internal sealed class PolicyEvalCommand : Command
{
    private readonly Terminal terminal;
    private readonly Option<string[]> policies =
        new("--policy") { Description = "File with policies of the cluster, their bindings, constraints and exceptions; repeatable.", Required = true };
    private readonly Option<string[]> resources =
        new("--resource", "-f") { Description = "File with objects or AdmissionReviews, or - for standard input; repeatable.", Required = true };
    private readonly Option<string[]> parameters = new("--params") { Description = "File with objects that the policies take as parameters; repeatable." };
    private readonly Option<string?> namespaceObject = new("--namespace-object") { Description = "File with the namespace of the objects." };
    private readonly Option<string?> old = new("--old") { Description = "File with the object as it was, for UPDATE and DELETE." };
    private readonly Option<string?> operation = new("--operation") { Description = "CREATE (default), UPDATE (default with --old) or DELETE." };
    private readonly Option<string?> kyvernoContext =
        new("--context") { Description = "File with what Kyverno's policies ask of a cluster, a registry or the network." };
    private readonly Option<string[]> rbac =
        new("--rbac") { Description = "File or folder with roles and bindings, by which 'authorizer' answers about the user of an AdmissionReview; repeatable." };
    private readonly Option<bool> raw =
        new("--raw") { Description = "Takes the objects as they are written: neither decoded by their types nor completed with the API server's defaults." };
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private readonly Option<string?> version =
        new("--kubernetes-version") { Description = "Version whose libraries and semantics the expressions have, such as v1.30 (default: newest released)." };
    private readonly Option<string> format = new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };

    public PolicyEvalCommand(Terminal terminal)
        : base("eval", "Evaluates the cluster's policies (ValidatingAdmissionPolicy, Kyverno and Gatekeeper in CEL) against resources.")
    {
        this.terminal = terminal;
        operation.AcceptWords("CREATE", "UPDATE", "DELETE");
        format.AcceptWords("text", "json");
        foreach (Option option in new Option[] { policies, resources, parameters, namespaceObject, old, operation, version, kyvernoContext, rbac, raw, format, allowNotEvaluated })
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var files = new ValueFiles(terminal);
        AdmissionPolicySet set = AdmissionPolicySet.Read([.. files.Read(parsed.GetValue(policies)), .. files.Read(parsed.GetValue(parameters))]);
        if (parsed.GetValue(version) is { } text)
        {
            if (!KubernetesVersion.TryParse(text, out KubernetesVersion kubernetes))
            {
                terminal.Error.WriteLine($"csec: '{text}' is no Kubernetes version; write it like v1.30, or latest.");
                return ExitCode.BadInput;
            }
            set = set.For(kubernetes);
        }
        foreach (DocumentError error in set.Errors)
            files.Report(error);
        if (set.Policies.Count == 0)
            files.Report(new DocumentError(string.Join(", ", parsed.GetValue(policies) ?? []), SourceSpan.FileStart,
                "There is no policy that this command evaluates."));
        var objects = new RbacInput(terminal);
        var context = new AdmissionContext
        {
            Rbac = parsed.GetValue(rbac) is { Length: > 0 } paths ? RbacAuthorizer.Create(objects.Read(paths)) : null,
            NamespaceObject = files.ReadValue(parsed.GetValue(namespaceObject)),
            HasAllParameters = parsed.GetValue(parameters) is { Length: > 0 },
            Kyverno = ReadKyverno(parsed.GetValue(kyvernoContext), files),
        };
        var engine = new PolicyEngine(Policy.Default with { Profile = Profile.None, Admission = set });
        Decision[] decisions = [.. Requests(parsed, files, context).Select(r => engine.Evaluate(r))];
        if (parsed.GetValue(format) == "json")
            AdmissionReport.WriteJson(decisions, terminal.Output);
        else
            AdmissionReport.WriteText(decisions, terminal.Output);
        AdmissionResult[] results = [.. decisions.SelectMany(d => d.Verdicts)];
        bool isUndecided = Array.Exists(results, r => r.NotEvaluated.Count > 0) && !parsed.GetValue(allowNotEvaluated);
        return ExitCode.Of(Array.Exists(results, r => r.IsFault), files.HasErrors || objects.HasErrors
            || isUndecided, Array.Exists(results, r => r is { Verdict: AdmissionVerdict.Denied, IsAllowed: false }));
    }

    /// <summary>The requests. What is no object of a cluster has no verdict, which is an error, and so has a file without any.</summary>
    private IEnumerable<EvaluationRequest> Requests(ParseResult parsed, ValueFiles files, AdmissionContext context)
    {
        Resource? former = files.ReadResource(parsed.GetValue(old));
        foreach (string file in parsed.GetValue(resources) ?? [])
        {
            IReadOnlyList<DocumentNode> documents = files.Read([file]);
            if (documents.Count == 0 && !files.HasErrors)
                files.Report(new DocumentError(file, SourceSpan.FileStart, "There is nothing to judge in the file, so there is no verdict."));
            foreach (DocumentNode document in documents)
                if (Request(parsed, files, document, former, context) is { } request)
                    yield return request;
                else
                    files.Report(new DocumentError(document.File.Path, document.FieldSpan,
                        "This is no object of a cluster, which has 'apiVersion' and 'kind', so there is no verdict."));
        }
    }

    private static RecordedKyvernoContext? ReadKyverno(string? file, ValueFiles files)
    {
        if (file is null)
            return null;
        var errors = new List<DocumentError>();
        var context = RecordedKyvernoContext.Read(files.Read([file]), errors);
        errors.ForEach(files.Report);
        return context;
    }

    /// <summary>The request about a document; null where it is no object.</summary>
    private EvaluationRequest? Request(ParseResult parsed, ValueFiles files, DocumentNode document, Resource? former, AdmissionContext context)
    {
        if ((document as MappingNode)?["kind"] is ScalarNode { Text: "AdmissionReview" })
            return EvaluationRequest.FromReview(document, []) is { } review && (review.Resources.Count > 0 || review.Old is not null)
                ? review.With(context, parsed.GetValue(raw)) : null;
        if (ValueFiles.ToResource(document) is not { } resource)
            return null;
        AdmissionOperation named = parsed.GetValue(operation) is { } word ? Enum.Parse<AdmissionOperation>(word, ignoreCase: true)
            : former is null ? AdmissionOperation.Create : AdmissionOperation.Update;
        bool isDeletion = named == AdmissionOperation.Delete;
        return new EvaluationRequest(isDeletion ? [] : [resource])
        {
            Old = isDeletion ? former ?? resource : former,
            Operation = named,
            Namespace = files.ReadResource(parsed.GetValue(namespaceObject)),
            Cluster = context,
            IsRaw = parsed.GetValue(raw),
        };
    }
}
