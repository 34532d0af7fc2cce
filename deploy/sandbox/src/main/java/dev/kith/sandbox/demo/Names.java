package dev.kith.sandbox.demo;

import java.util.List;
import java.util.Random;

/** What invented people are called, where they live and what they do. */
final class Names {

    record Name(String first, String last) {}

    record Company(String name, String domain) {}

    record Town(String street, String city, String postalCode, String country, String code) {}

    private static final List<String> FIRST = List.of(
            "Ada", "Amélie", "Anna", "Björn", "Carlos", "Chloé", "Claire", "Daniel", "David", "Eleni", "Elif", "Emma",
            "Farah", "Fatima", "Felix", "Freja", "Giulia", "Grace", "Hannah", "Hiroshi", "Ida", "Imani", "Ingrid",
            "Ivan", "Jamal", "Jan", "Jürgen", "Karin", "Kwame", "Lars", "Leila", "Liam", "Lucía", "Magda", "Marco",
            "María", "Mateo", "Mei", "Mikael", "Nadia", "Noah", "Nora", "Olga", "Oliver", "Omar", "Paula", "Pedro",
            "Priya", "Quentin", "Rasmus", "Renée", "Rosa", "Samir", "Sanna", "Sara", "Søren", "Tariq", "Thandi",
            "Tomasz", "Ursula", "Viktor", "Wanda", "Xiomara", "Yara", "Yusuf", "Zoë");

    private static final List<String> LAST = List.of(
            "Abara",
            "Åkesson",
            "Almeida",
            "Andersen",
            "Bauer",
            "Bianchi",
            "Blanc",
            "Castillo",
            "Chen",
            "Costa",
            "Dahl",
            "Demir",
            "Dubois",
            "Eriksson",
            "Fernández",
            "Fischer",
            "García",
            "Grünwald",
            "Haddad",
            "Hansen",
            "Hoffmann",
            "Ito",
            "Ivanova",
            "Jansen",
            "Jensen",
            "Kaya",
            "Keller",
            "Kowalski",
            "Kumar",
            "Larsen",
            "Lindqvist",
            "López",
            "Mbeki",
            "Meyer",
            "Moreau",
            "Müller",
            "Nakamura",
            "Nielsen",
            "Novák",
            "Nowak",
            "O'Brien",
            "Okafor",
            "Olsen",
            "Papadopoulos",
            "Patel",
            "Pereira",
            "Petrov",
            "Quist",
            "Ricci",
            "Rossi",
            "Sánchez",
            "Schmidt",
            "Silva",
            "Singh",
            "Sørensen",
            "Svensson",
            "Takahashi",
            "Tanaka",
            "Umar",
            "Vargas",
            "Virtanen",
            "Weber",
            "Yılmaz",
            "Zhang",
            "Zimmermann");

    private static final List<Company> COMPANIES = List.of(
            new Company("Northwind Timber", "northwind.example"),
            new Company("Blue Heron Press", "blueheron.example"),
            new Company("Lumen & Sons", "lumen.example"),
            new Company("Atelier Morgane", "morgane.example"),
            new Company("Kestrel Robotics", "kestrel.example"),
            new Company("Harbour Clinic", "harbour.example"),
            new Company("Fjord Logistics", "fjord.example"),
            new Company("Sundial Theatre", "sundial.example"));

    private static final List<Town> TOWNS = List.of(
            new Town("Oak Avenue", "Springfield", "62701", "United States", "US"),
            new Town("Rue des Lilas", "Lyon", "69003", "France", "FR"),
            new Town("Lindenstraße", "Leipzig", "04109", "Deutschland", "DE"),
            new Town("Storgatan", "Uppsala", "753 31", "Sweden", "SE"),
            new Town("Via Garibaldi", "Torino", "10122", "Italia", "IT"),
            new Town("Church Lane", "York", "YO1 7HH", "United Kingdom", "GB"),
            new Town("Calle Mayor", "Zaragoza", "50001", "España", "ES"));

    private static final List<String> TITLES = List.of(
            "Engineer", "Editor", "Nurse", "Director", "Architect", "Teacher", "Buyer", "Researcher", "Cellist");

    private static final List<String> DEPARTMENTS = List.of("Research", "Sales", "Operations", "Design", "Finance");

    private static final List<String> NOTES = List.of(
            "Met at the harbour festival.",
            "Prefers to be called in the evening.",
            "Allergic to nuts 🥜",
            "Knows everybody in Lyon.\nAsk about the boat.",
            "Owes me a book.");

    private Names() {}

    static Name pick(Random random) {
        return new Name(any(FIRST, random), any(LAST, random));
    }

    static Company company(Random random) {
        return any(COMPANIES, random);
    }

    static Town town(Random random) {
        return any(TOWNS, random);
    }

    static String title(Random random) {
        return any(TITLES, random);
    }

    static String department(Random random) {
        return any(DEPARTMENTS, random);
    }

    static String note(Random random) {
        return any(NOTES, random);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
