package dev.kith.sandbox.carddav;

import dev.kith.sandbox.carddav.AddressBook.Card;
import dev.kith.sandbox.carddav.CardDavStandIn.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What the server says to somebody who was let in. */
final class BookAnswers {

    private static final Answer NOT_FOUND = new Answer(404, "");

    private final AddressBook book;
    private final boolean emptied;
    private final String home;
    private final String bookPath;

    BookAnswers(String user, AddressBook book, boolean emptied) {
        this.book = book;
        this.emptied = emptied;
        this.home = CardDavStandIn.path(user, "").replaceFirst("book/$", "");
        this.bookPath = CardDavStandIn.path(user, "");
    }

    Answer to(String method, String path, String depth, byte[] body) throws IOException {
        return switch (method) {
            case "PROPFIND" -> properties(path, "1".equals(depth));
            case "REPORT" -> path.equals(bookPath) ? report(DavXml.report(body)) : NOT_FOUND;
            case "GET" -> card(path).map(card -> new Answer(200, card.text())).orElse(NOT_FOUND);
            default -> new Answer(405, "");
        };
    }

    private Answer properties(String path, boolean members) {
        if (path.equals(bookPath)) {
            DavXml xml = new DavXml().found(bookPath, ofBook());
            if (members) {
                listed().forEach((name, card) -> xml.found(bookPath + name, DavXml.etag(card)));
            }
            return Answer.of(xml);
        }
        if (path.equals(home) || path.equals("/")) {
            DavXml xml = new DavXml().found(path, ofHome());
            return Answer.of(members && path.equals(home) ? xml.found(bookPath, ofBook()) : xml);
        }
        return card(path)
                .map(card -> Answer.of(new DavXml().found(path, DavXml.etag(card))))
                .orElse(NOT_FOUND);
    }

    private String ofHome() {
        String href = "<d:href>" + home + "</d:href>";
        return "<d:resourcetype><d:collection/></d:resourcetype><d:current-user-principal>" + href
                + "</d:current-user-principal><c:addressbook-home-set>" + href + "</c:addressbook-home-set>";
    }

    private String ofBook() {
        return "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype><d:displayname>People</d:displayname>"
                + "<d:sync-token>" + book.token() + "</d:sync-token><d:supported-report-set><d:supported-report>"
                + "<d:report><d:sync-collection/></d:report></d:supported-report></d:supported-report-set>";
    }

    private Answer report(DavXml.Report report) {
        return report.name().equals("sync-collection") ? changes(report.token()) : cards(report.hrefs());
    }

    private Answer changes(String token) {
        DavXml xml = new DavXml();
        // Read first: what changes meanwhile is told once more, not forgotten.
        String next = book.token();
        Optional<Map<String, Card>> changed = token.isEmpty() ? Optional.of(listed()) : book.since(token);
        if (changed.isEmpty()) {
            return new Answer(403, DavXml.unknownToken());
        }
        changed.get().forEach((name, card) -> {
            if (card.deleted()) {
                xml.gone(bookPath + name);
            } else {
                xml.found(bookPath + name, DavXml.etag(card));
            }
        });
        return Answer.of(xml.token(next));
    }

    private Map<String, Card> listed() {
        return emptied ? Map.of() : book.all();
    }

    private Answer cards(Iterable<String> hrefs) {
        DavXml xml = new DavXml();
        hrefs.forEach(href -> card(href)
                .ifPresentOrElse(card -> xml.found(href, DavXml.etag(card) + DavXml.data(card)), () -> xml.gone(href)));
        return Answer.of(xml);
    }

    private Optional<Card> card(String path) {
        return path.startsWith(bookPath) ? book.card(path.substring(bookPath.length())) : Optional.empty();
    }
}
