using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Tests.Resources;

public class DockerfileReaderTests
{
    [Test]
    public void Every_token_has_its_place()
    {
        Dockerfile file = Read("FROM web:1.0 AS build\r\nCOPY --from=a \\\r\n  x \\\r\n  # why\r\n  y z/\r\n");
        Instruction copy = file.Stages[0].Instructions[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(file.Stages[0].Name.Location!.Span, Is.EqualTo(new SourceSpan(1, 17, 1, 22)));
            Assert.That(copy.Flags[0].Value.Location!.Span, Is.EqualTo(new SourceSpan(2, 6, 2, 14)));
            Assert.That(copy.Arguments[1].Location!.Span, Is.EqualTo(new SourceSpan(5, 3, 5, 4)));
            Assert.That(copy.Arguments[1].Location!.Path, Is.EqualTo("stages[0].instructions[0].arguments[1]"));
            Assert.That((copy.StartLine, copy.EndLine), Is.EqualTo((2, 5)));
        }
    }

    [Test]
    public void Images_are_those_of_no_stage()
    {
        Dockerfile file = Read("ARG V=1.2\nFROM sdk:$V AS build\nFROM build\nFROM scratch\nCOPY --from=build a b\nCOPY --from=tools:3 a b\nRUN --mount=type=bind,from=lib:4,target=/x y\nFROM $UNKNOWN\n");

        Assert.That(file.Images.Select(i => i.Text.IsKnown ? i.Text.Value : "?"), Is.EqualTo(new[] { "sdk:1.2", "tools:3", "lib:4", "" }));
    }

    [Test]
    public void Arguments_of_the_file_reach_a_stage_only_where_it_asks()
    {
        Stage stage = Read("ARG a=1\nFROM scratch\nWORKDIR /$a\nARG a\nWORKDIR /$a\nENV a=2\nWORKDIR /$a\n").Stages[0];

        Assert.That(stage.Instructions.Where(i => i.Name == "WORKDIR").Select(i => i.Values[0].Value), Is.EqualTo(new[] { "/", "/1", "/2" }));
    }

    [Test]
    public void Commands_of_heredocs_pipes_and_groups_are_known()
    {
        Instruction run = Read("FROM a:1\nRUN <<EOF\n# no\nif true; then (curl x; y) | tee z; fi\ncat <<X\nsudo no\nX\nEOF\n").Stages[0].Instructions[0];
        ShellCommand curl = run.Script.Commands.Single(c => c.Name == "curl");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Script.Commands.Select(c => c.Name).Where(n => n.Length > 0), Is.EqualTo(new[] { "true", "curl", "y", "tee", "cat" }));
            Assert.That(curl.PipedInto!.Name, Is.EqualTo("tee"));
            Assert.That(curl.Location!.Span.Line, Is.EqualTo(4));
        }
    }

    [TestCase("#!/bin/sh", true)]
    [TestCase("#! /bin/bash -eux", true)]
    [TestCase("#!/usr/bin/env bash", true)]
    [TestCase("#!/usr/bin/env -S bash -e", true)]
    [TestCase("#!", true)]
    [TestCase("#!/usr/bin/python3", false)]
    [TestCase("#!/usr/bin/env python3", false)]
    [TestCase("#!/usr/bin/env -S perl -w", false)]
    [TestCase("#!/bin/show", false)]
    public void Heredoc_is_a_script_of_the_program_in_its_first_line(string first, bool isShell)
    {
        Instruction run = Read($"FROM a:1\nRUN <<EOF\n{first}\ncurl x\nEOF\n").Stages[0].Instructions[0];

        Assert.That(run.Script.Commands.Any(c => c.Name == "curl"), Is.EqualTo(isShell));
    }

    [TestCase("FROM a AS s\nFROM s AS s\nFROM s")]
    [TestCase("RUN $($($($($(")]
    [TestCase("RUN `\"'$(")]
    [TestCase("ENV a=${a:-${a:-${a:-")]
    [TestCase("RUN <<A <<B\nx")]
    [TestCase("ONBUILD ONBUILD ONBUILD RUN x")]
    [TestCase("COPY [\"a\"")]
    [TestCase("HEALTHCHECK\nFROM\nARG\nENV =\nLABEL =x\nEXPOSE /\nUSER \\\n")]
    [TestCase("#escape=x\nFROM a\\\n")]
    [TestCase("FROM --platform= a\nCOPY --from= a b\nRUN --mount=,=,from a\nUSER :\nWORKDIR \"\"\nEXPOSE -/- ''\nCOPY '' ''\nADD \"\" b\n")]
    public void Odd_text_is_read(string text) => Assert.That(() => Judge(text), Throws.Nothing);

    [Test]
    public void Hostile_text_costs_in_proportion_to_its_length(
        [Values(
            "FROM a\n", "RUN a\n", "RUN (", "ENV a=$a$a$a$a\n", "RUN $(", "ARG a=${a:-", "RUN a|", "RUN <<E\n",
            "RUN a \\\n", "COPY . [\"\",", "RUN \"`$(")] string piece)
    {
        string line = piece.TrimEnd('\n');

        Assert.That(Growth.WhenDoubled(50_000, size => Judge(string.Concat(Enumerable.Repeat(piece, size)))), Is.LessThan(2.8));
        Assert.That(Growth.WhenDoubled(32_000 / line.Length, size => Judge(string.Concat(Enumerable.Repeat(line, size)))), Is.LessThan(2.8));
    }

    private static void Judge(string text)
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build());
        foreach (PolicyFinding finding in engine.Evaluate(text, "Dockerfile").Findings)
            Assert.That(finding.Finding.Location, Is.Not.Null);
    }

    private static Dockerfile Read(string text) => DockerfileReader.Read(new SourceFile("Dockerfile", text), [], Field<DockerIgnore>.Missing());
}
