using System.Globalization;
using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ImageEndOfLifeBaseTests
{
    private static IReadOnlyList<Finding> Judge(string image, string today = "2026-06-15")
    {
        Manifest manifest = Manifest.WithImage(image);
        manifest.Now = DateTimeOffset.Parse(today + "Z", CultureInfo.InvariantCulture);
        return manifest.Judge<ImageEndOfLifeBase>();
    }

    [TestCase("debian:9.5-slim", "debian 9, whose fixes ended on 2022-07-01 (newest known with fixes: 13)")]
    [TestCase("debian:buster-slim", "debian 10, whose fixes ended on 2024-06-30")]
    [TestCase("debian:buster-20240612", "debian 10")]
    [TestCase("ubuntu:20.04", "ubuntu 20.04, whose fixes ended on 2025-05-31")]
    [TestCase("ubuntu:bionic", "ubuntu 18.04")]
    [TestCase("alpine:3.12.1", "alpine 3.12")]
    [TestCase("centos:7.9.2009", "centos 7")]
    [TestCase("quay.io/centos/centos:stream8", "centos stream8")]
    [TestCase("opensuse/leap:15.3", "leap 15.3")]
    [TestCase("node:16.20-alpine", "node 16, whose fixes ended on 2023-09-11 (newest known with fixes: 24)")]
    [TestCase("python:2-slim", "python 2.7")]
    [TestCase("python:3.14-slim-buster", "debian 10")]
    [TestCase("python:3.14-alpine3.15", "alpine 3.15")]
    [TestCase("openjdk:8u312-jre", "openjdk 8")]
    [TestCase("tomcat:9-jdk8-openjdk-buster", "debian 10")]
    [TestCase("wordpress:6-php7.4-apache", "php 7.4")]
    [TestCase(
        "mcr.microsoft.com/dotnet/core/aspnet:3.1-buster-slim",
        "dotnet 3.1, whose fixes ended on 2022-12-13 (newest known with fixes: 10), and debian 10")]
    [TestCase("public.ecr.aws/docker/library/postgres:9.6.24", "postgres 9.6")]
    [TestCase("bitnami/postgresql:11.7.0-debian-10-r0", "postgres 11")]
    [TestCase("docker.elastic.co/elasticsearch/elasticsearch:7.17.9", "elasticsearch 7")]
    [TestCase("nvidia/cuda:11.0-base-ubuntu18.04", "ubuntu 18.04")]
    [TestCase("mysql:5@sha256:6b0c2f2a8b1d2f0f3a9d1c5e7b8a90123456789abcdef0123456789abcdef012", "mysql 5.7")]
    public void Release_past_its_end_is_reported_with_date_and_newest(string image, string expected)
    {
        Finding finding = Judge(image).Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.containers[0].image"));
        Assert.That(finding.Message, Does.Contain(expected));
    }

    [TestCase("debian:13-slim")]
    [TestCase("debian")]
    [TestCase("debian:stable")]
    [TestCase("python:3")]
    [TestCase("python:3.12")]
    [TestCase("python:3.14-slim-trixie")]
    [TestCase("alpine:3")]
    [TestCase("node:lts-alpine")]
    [TestCase("ros:iron")]
    [TestCase("postgres:99")]
    [TestCase("ghcr.io/acme/debian:9")]
    [TestCase("acme/python:2.7-buster")]
    [TestCase("mcr.microsoft.com/dotnet/framework/aspnet:3.5")]
    [TestCase("\"debian:{{ .Values.tag }}\"")]
    public void Release_with_fixes_unknown_release_and_unknown_image_are_not_reported(string image)
    {
        Assert.That(Judge(image), Is.Empty);
    }

    [Test]
    public void Last_day_still_counts()
    {
        Assert.That(Judge("debian:11", "2026-08-31"), Is.Empty);
        Assert.That(Judge("debian:11", "2026-09-01"), Has.Count.EqualTo(1));
    }
}
