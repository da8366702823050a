using ContainerSecurity.Rules.Cel;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ContainerSecurity.Policies.Export;

/// <summary>Writes admission policies and their bindings as YAML, expressions as blocks that need no escapes.</summary>
internal sealed class AdmissionPolicyWriter
{
    private const string ApiVersion = "admissionregistration.k8s.io/v1";
    private readonly TextWriter output;
    private Emitter emitter = null!;

    public AdmissionPolicyWriter(TextWriter output) => this.output = output;

    public void Write(ExportedPolicy policy)
    {
        Document(() => WritePolicy(policy));
        Document(() => WriteBinding(policy));
    }

    private void WritePolicy(ExportedPolicy policy)
    {
        Header("ValidatingAdmissionPolicy", () =>
        {
            Text("name", policy.Name);
            Mapping("annotations", () => Each(policy.Annotations, a => Quoted(a.Key, a.Value)));
        });
        Mapping("spec", () =>
        {
            Text("failurePolicy", "Fail");
            Mapping("matchConstraints", () => Items("resourceRules", policy.Resources, WriteResources));
            Items("matchConditions", policy.MatchConditions, c => WriteNamed(c.Key, c.Value));
            if (policy.Variables.Count > 0)
                Items("variables", policy.Variables, v => WriteNamed(v.Name, v.Expression));
            Items("validations", policy.Validations, WriteValidation);
        });
    }

    private void WriteBinding(ExportedPolicy policy)
    {
        Header("ValidatingAdmissionPolicyBinding", () => Text("name", policy.Name));
        Mapping("spec", () =>
        {
            Text("policyName", policy.Name);
            Texts("validationActions", policy.Actions);
        });
    }

    private void Header(string kind, Action metadata)
    {
        Text("apiVersion", ApiVersion);
        Text("kind", kind);
        Mapping("metadata", metadata);
    }

    private void WriteResources(AdmissionResources resources)
    {
        Texts("apiGroups", [resources.Group]);
        Texts("apiVersions", ["v1"]);
        Texts("operations", ["CREATE", "UPDATE"]);
        Texts("resources", resources.Names);
    }

    private void WriteNamed(string name, string expression)
    {
        Text("name", name);
        Block("expression", expression);
    }

    private void WriteValidation(ExportedValidation validation)
    {
        Block("expression", validation.Expression);
        Quoted("message", validation.Message);
        if (validation.MessageExpression is { } message)
            Block("messageExpression", message);
        Text("reason", "Forbidden");
    }

    private void Document(Action content)
    {
        // A document of its own each: a written "---" between them reads better than an end mark.
        output.Write("---\n");
        emitter = new Emitter(output, new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Braces(content);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    private void Mapping(string key, Action content)
    {
        Key(key);
        Braces(content);
    }

    private void Braces(Action content)
    {
        emitter.Emit(new MappingStart());
        content();
        emitter.Emit(new MappingEnd());
    }

    private void Items<T>(string key, IReadOnlyList<T> items, Action<T> write)
    {
        Key(key);
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (T item in items)
            Braces(() => write(item));
        emitter.Emit(new SequenceEnd());
    }

    private void Texts(string key, IReadOnlyList<string> texts)
    {
        Key(key);
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
        foreach (string text in texts)
            Value(text, text.Length == 0 || text == "*" ? ScalarStyle.SingleQuoted : ScalarStyle.Any);
        emitter.Emit(new SequenceEnd());
    }

    private void Text(string key, string value)
    {
        Key(key);
        Value(value, ScalarStyle.Any);
    }

    /// <summary>A text that anybody may have written: plain it may be read as a number or a truth value.</summary>
    private void Quoted(string key, string value)
    {
        Key(key);
        Value(value, ScalarStyle.DoubleQuoted);
    }

    private void Block(string key, string expression)
    {
        Key(key);
        Value(expression, ScalarStyle.Literal);
    }

    private void Key(string key) => Value(key, ScalarStyle.Plain);

    private void Value(string value, ScalarStyle style) => emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: true, isQuotedImplicit: true));

    private static void Each<T>(IEnumerable<T> items, Action<T> write)
    {
        foreach (T item in items)
            write(item);
    }
}
