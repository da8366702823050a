using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents;

public class DocumentReaderTests
{
    private static DocumentSet Read(string text, string path = "test.yaml") => new DocumentReader().Read(text, path);

    private static NodeView View(string text) => new(Read(text).Documents[0]);

    [Test]
    public void Field_knows_key_and_value_positions()
    {
        Field<bool> field = View("spec:\n  securityContext:\n    privileged: true\n")["spec"]["securityContext"].Boolean("privileged");

        Assert.That(field.Location!.Span, Is.EqualTo(new SourceSpan(3, 5, 3, 21)));
        Assert.That(field.Location.Path, Is.EqualTo("spec.securityContext.privileged"));
    }

    [Test]
    public void Missing_field_knows_where_it_would_belong()
    {
        Field<bool> field = View("spec:\n  containers: []\n")["spec"]["securityContext"].Boolean("runAsNonRoot");

        Assert.That(field.IsMissing);
        Assert.That(field.Location!.Path, Is.EqualTo("spec.securityContext.runAsNonRoot"));
        Assert.That(field.Location.Span.Line, Is.EqualTo(1));
    }

    [Test]
    public void Absent_key_of_an_open_mapping_is_unknown()
    {
        var open = new MappingNode(new SourceFile("code.cs"), SourceSpan.FileStart, [], isOpen: true);

        Assert.That(new NodeView(open).Boolean("privileged").IsUnknown);
        Assert.That(new NodeView(open)["securityContext"].Boolean("privileged").IsUnknown);
    }

    [TestCase("yes", true)]
    [TestCase("on", true)]
    [TestCase("True", true)]
    [TestCase("off", false)]
    [TestCase("N", false)]
    public void Booleans_are_read_as_the_API_server_reads_them(string text, bool expected)
    {
        Assert.That(View($"a: {text}").Boolean("a").Is(expected));
    }

    [TestCase("010", 8)]
    [TestCase("0x1F", 31)]
    [TestCase("1_000", 1000)]
    [TestCase("0.0", 0)]
    [TestCase("-5", -5)]
    public void Integers_are_read_as_the_API_server_reads_them(string text, long expected)
    {
        Assert.That(View($"a: {text}").Integer("a").Is(expected));
    }

    [Test]
    public void Value_of_the_wrong_type_is_unknown_and_reported_with_its_position()
    {
        var errors = new List<DocumentError>();
        var view = new NodeView(Read("a: \"true\"").Documents[0], errors);

        Assert.That(view.Boolean("a").IsUnknown);
        Assert.That(errors.Single().Span, Is.EqualTo(new SourceSpan(1, 1, 1, 10)));
    }

    [Test]
    public void Template_value_is_unknown_and_no_error()
    {
        var errors = new List<DocumentError>();
        var view = new NodeView(Read("a: \"{{ .Values.a }}\"").Documents[0], errors);

        Assert.That(view.Text("a").IsUnknown);
        Assert.That(errors, Is.Empty);
    }

    [Test]
    public void Merge_keys_and_aliases_are_resolved_and_explicit_keys_win()
    {
        NodeView view = View("base: &b\n  x: 1\n  z: 2\nuse:\n  <<: *b\n  z: 3\n")["use"];

        Assert.That(view.Integer("x").Is(1));
        Assert.That(view.Integer("z").Is(3));
        Assert.That(view.Integer("x").Location!.Path, Is.EqualTo("use.x"));
    }

    [Test]
    public void Duplicate_key_is_an_error_with_both_positions()
    {
        DocumentSet set = Read("a: 1\nb: 2\na: 3\n");

        Assert.That(set.Errors.Single().Span.Line, Is.EqualTo(3));
        Assert.That(set.Errors.Single().Message, Does.Contain("line 1, column 1"));
        Assert.That(set.Documents, Has.Count.EqualTo(1));
    }

    [Test]
    public void Broken_document_does_not_hide_its_neighbours()
    {
        DocumentSet set = Read("a: 1\n---\nb: [1, 2\n---\nc: 3\n---\nd: \"x\n---\ne: 5\n");

        Assert.That(set.Documents.Cast<MappingNode>().Select(m => m.Entries[0].Key), Is.EqualTo(new[] { "a", "c", "e" }));
        Assert.That(set.Errors, Has.Count.EqualTo(2));
        Assert.That(set.Documents[2].Span.Line, Is.EqualTo(9));
    }

    [Test]
    public void Four_dashes_inside_a_block_do_not_separate_documents()
    {
        Assert.That(Read("a: |\n  ---\n  ----\nb: 1\n").Documents, Has.Count.EqualTo(1));
    }

    [Test]
    public void Helm_template_that_does_not_parse_is_reported_once()
    {
        DocumentSet set = Read("{{- if .Values.x }}\na: 1\n{{- end }}\n---\nb: {{ .Values.b }}\n---\nc: {{ include \"x\" . | nindent 4 }}\n");

        Assert.That(set.Errors.Count(e => e.Message.Contains("template", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase("a: {{ .Values.a }}\n")]
    [TestCase("{{ range .Values.extra }}\n---\n{{ tpl . $ }}\n{{ end }}\n")]
    [TestCase("containers:\n- name: {{ .Values.key | b64enc }}\n")]
    [TestCase("{{- if .Values.x }}\na: 1\n{{- end }}\n")]
    public void Template_without_quotes_is_a_template_and_no_object(string text)
    {
        DocumentSet set = Read(text);

        Assert.That(set.Errors.Single().Message, Does.Contain("template"));
        Assert.That(set.Notices, Is.Empty);
    }

    [TestCase("{\"a\": {\"b\": [1, true, \"x\\u0041\"]}}")]
    [TestCase("{\n\t\"a\": {\"b\": [1, true, \"xA\"]}\n}")]
    public void Json_is_read_with_positions(string json)
    {
        var mapping = (MappingNode)Read(json, "test.json").Documents[0];
        var list = (SequenceNode)((MappingNode)mapping["a"]!)["b"]!;

        Assert.That(((ScalarNode)list.Items[2]).Text, Is.EqualTo("xA"));
        Assert.That(list.Items[2].Path, Is.EqualTo("a.b[2]"));
    }

    [Test]
    public void Broken_json_is_an_error_with_a_position()
    {
        DocumentError error = Read("{\n  \"a\": ,\n}", "test.json").Errors.Single();

        Assert.That((error.Span.Line, error.Span.Column), Is.EqualTo((2, 8)));
    }

    [Test]
    public void Alias_bomb_is_an_error_and_not_a_gigabyte()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++)
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        DocumentSet set = Read(bomb.ToString());

        Assert.That(set.Errors.Single().Message, Does.Contain("aliases"));
    }

    [TestCase("[", "]", "deep.yaml")]
    [TestCase("{a: ", "}", "deep.yaml")]
    [TestCase("[", "]", "deep.json")]
    public void Ten_thousand_levels_are_an_error_and_no_crash(string open, string close, string path)
    {
        string text = string.Concat(Enumerable.Repeat(open, 10_000)) + string.Concat(Enumerable.Repeat(close, 10_000));

        Assert.That(Read(text, path).Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Deep_block_nesting_is_an_error_and_no_crash()
    {
        string text = string.Join('\n', Enumerable.Range(0, 2_000).Select(i => new string(' ', i) + "a:"));

        Assert.That(Read(text).Errors, Is.Not.Empty);
    }

    [Test]
    public void Huge_document_is_an_error()
    {
        using var stream = new MemoryStream(new byte[100 * 1024 * 1024]);

        Assert.That(new DocumentReader().Read(stream, "huge.yaml").Errors.Single().Message, Does.Contain("larger"));
    }

    [Test]
    public void Nul_characters_and_invalid_utf8_are_errors_with_positions()
    {
        Assert.That(Read("a: 1\nb: \0\n").Errors.Single().Span.Line, Is.EqualTo(2));

        using var stream = new MemoryStream([.. "a: 1\nb: "u8, 0xC3, 0x28, (byte)'\n']);
        Assert.That(new DocumentReader().Read(stream, "x.yaml").Errors.Single().Span, Is.EqualTo(new SourceSpan(2, 4, 2, 5)));
    }

    [Test]
    public void Byte_order_marks_and_line_ends_do_not_matter()
    {
        Assert.That(View("\uFEFFa: 1\r\nb: yes\r\n").Boolean("b").Is(true));

        using var utf16 = new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a: 1\n")]);
        Assert.That(new DocumentReader().Read(utf16, "x.yaml").Documents, Has.Count.EqualTo(1));
    }

    [Test]
    public void Tab_indentation_is_an_error_that_says_so()
    {
        Assert.That(Read("a:\n\tb: 1\n").Errors.Single().Message, Does.Contain("tabs"));
    }

    [TestCase("")]
    [TestCase("   \n\n")]
    [TestCase("# only a comment\n")]
    [TestCase("---\n---\n")]
    public void Empty_input_has_no_documents_and_no_errors(string text)
    {
        DocumentSet set = Read(text);

        Assert.That(set.Documents, Is.Empty);
        Assert.That(set.Errors, Is.Empty);
    }
}
